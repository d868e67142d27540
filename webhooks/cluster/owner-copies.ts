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
 * Milliseconds between two lookups of an object that was created a moment ago, and the number of
 * lookups. The scheduler has seen the object, so this process will see it soon.
 */
const interval = 10;
const maximumLookups = 5;

/**
 * Returns a function that finds owners in copies of the lists that contain most of them. It
 * requests other owners from the cluster.
 */
export function followOwners(client: Reader, reads: readonly Read[], retryOptions: RetryOptions): FindOwner {
  const copies = new Map(reads.map(read => [typeOf(read), reflectRead(client, read, retryOptions)]));
  const request = requestOwners({ client, onProblem: retryOptions.onProblem });
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
  // Waits only after the first list was read.
  const limit = copy.isRead() ? maximumLookups : 1;
  for (let look = 1; ; look++) {
    const object = copy.get(name, namespace);
    if (object !== undefined && isSame(object, uid)) return object;
    if (look >= limit) return undefined;
    await sleep(interval);
  }
}

function typeOf({ group, version, kind }: Read): string {
  return [group, version, kind].filter(Boolean).join('/');
}
