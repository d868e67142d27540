import type { KubernetesObject } from '../../policies/engine/model.ts';

/** An object without what no rule reads: half of its size, and all that changes in a Node every few minutes by itself. */
export function trimmed(object: KubernetesObject): KubernetesObject {
  const { metadata, status, ...kept } = object;
  return {
    ...kept,
    metadata: without(metadata, ['managedFields', 'resourceVersion']),
    ...(status === undefined ? {} : { status: withoutHeartbeats(without(status, ['images'])) }),
  };
}

function withoutHeartbeats(status: unknown): unknown {
  if (!isRecord(status) || !Array.isArray(status['conditions'])) return status;
  return { ...status, conditions: status['conditions'].map(condition => without(condition, ['lastHeartbeatTime'])) };
}

function without(value: unknown, keys: readonly string[]): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
