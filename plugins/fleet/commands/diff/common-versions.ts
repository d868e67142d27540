import type { Found } from './read-objects.ts';

/**
 * Returns the version in which to read each resource that the clusters read in different versions:
 * the newest one that all of them serve, or '' where there is none.
 */
export function commonVersions(found: readonly Found[]): Map<string, string> {
  const keys = new Set(found.flatMap(({ resources }) => [...resources.keys()]));
  const common = new Map<string, string>();
  for (const key of keys) {
    const read = new Set(found.flatMap(({ resources }) => resources.get(key)?.version ?? []));
    if (read.size < 2) continue;
    const served = found.flatMap(one => (one.resources.has(key) ? [one.served.get(key) ?? []] : []));
    const [first = [], ...others] = served;
    const shared = first.filter(version => others.every(versions => versions.includes(version)));
    common.set(key, shared.sort(byAge).at(-1) ?? '');
  }
  return common;
}

/**
 * Sorts versions of APIs, the newest last: v1beta1, v1, v2 (k8s.io/apimachinery/pkg/version).
 */
function byAge(one: string, other: string): number {
  const [first, second] = [rank(one), rank(other)];
  const index = first.findIndex((part, at) => part !== second[at]);
  return (first[index] ?? 0) - (second[index] ?? 0);
}

function rank(version: string): number[] {
  const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  if (major === undefined) return [0, 0, 0];
  return [stage === undefined ? 3 : stage === 'beta' ? 2 : 1, Number(major), Number(minor ?? 0)];
}
