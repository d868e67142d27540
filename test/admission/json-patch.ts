import { isRecord } from '../../kubernetes/objects/is-record.ts';

/** One step of RFC 6902. */
export interface Step {
  op: string;
  path: string;
  value?: unknown;
}

/**
 * Returns the document after all steps. Knows only `add` and `remove` below objects, because the
 * webhook promises to send nothing else.
 * @throws Error for any other step, and for a step without a parent, which kube-apiserver also
 * refuses
 */
export function applyPatch(document: Readonly<Record<string, unknown>>, steps: readonly Step[]): object {
  const patched = structuredClone(document);
  for (const { op, path, value } of steps) {
    if (op !== 'add' && op !== 'remove') throw new Error(`${op} neither adds nor removes`);
    const keys = path
      .split('/')
      .slice(1)
      .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() ?? '';
    let parent: unknown = patched;
    for (const key of keys) parent = memberOf(parent, key);
    if (!isRecord(parent)) throw new Error(`${path} has no parent`);
    if (op === 'add') parent[last] = value;
    else if (!Reflect.has(parent, last) || !Reflect.deleteProperty(parent, last))
      throw new Error(`${path} is not there`);
  }
  return patched;
}

function memberOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Returns the object at a path of a document; empty when there is none. */
export function objectAt(document: unknown, ...keys: readonly string[]): Record<string, unknown> {
  const found = keys.reduce(memberOf, document);
  return isRecord(found) ? found : {};
}
