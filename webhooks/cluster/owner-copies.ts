import { setTimeout as sleep } from 'node:timers/promises';
import type { Read } from '../../policies/facts/reads.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Reader } from '../../kubernetes/client/client.ts';
import type { RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { isSame, requestOwners } from './owner-requests.ts';
import type { FindOwner, Reference } from './owners.ts';
import { reflectRead } from './reflect-read.ts';
import type { Reflector } from '../../kubernetes/watch/reflector.ts';

/**
 * How often and how long to look for what was made a moment ago, in milliseconds: the scheduler has
 * seen it and so will this process.
 */
const interval = 10;
const looks = 5;

/**
 * Finds owners in copies of the lists that hold most of them, and asks the cluster for what is not
 * there.
 */
export function followOwners(client: Reader, reads: readonly Read[], keeping: RetryOptions): FindOwner {
  const copies = new Map(reads.map(read => [typeOf(read), reflectRead(client, read, keeping)]));
  const request = requestOwners({ client, onProblem: keeping.onProblem });
  return async (reference, namespace) => {
    const copy = copies.get(`${reference.apiVersion}/${reference.kind}`);
    return (copy && (await lookUp(copy, reference, namespace))) ?? request(reference, namespace);
  };
}

async function lookUp(
  copy: Reflector,
  { name, uid }: Reference,
  namespace: string,
): Promise<KubernetesObject | undefined> {
  // Before the first list there is nothing to wait for.
  const most = copy.isRead() ? looks : 1;
  for (let look = 1; ; look++) {
    const object = copy.get(name, namespace);
    if (object !== undefined && isSame(object, uid)) return object;
    if (look >= most) return undefined;
    await sleep(interval);
  }
}

function typeOf({ group, version, kind }: Read): string {
  return [group, version, kind].filter(Boolean).join('/');
}
