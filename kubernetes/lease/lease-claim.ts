import { validatorOf } from '../schema/validator.ts';
import { Type, type Static } from 'typebox';
import type { Client } from '../client/client.ts';
import { ClusterError, hasReason } from '../errors/cluster-error.ts';

/**
 * An existing Lease and the identity of its holder: a name that no other process has, nor an
 * earlier process in the same pod.
 */
export interface LeaseClaim {
  namespace: string;
  name: string;
  identity: string;
  /** Seconds without renewal after which others may take it; 15 by default. */
  seconds?: number;
}

const Lease = Type.Object({
  metadata: Type.Object({ resourceVersion: Type.String() }),
  spec: Type.Optional(
    Type.Object({
      holderIdentity: Type.Optional(Type.String()),
      leaseDurationSeconds: Type.Optional(Type.Integer()),
      acquireTime: Type.Optional(Type.String()),
      renewTime: Type.Optional(Type.String()),
      leaseTransitions: Type.Optional(Type.Integer()),
    }),
  ),
});
type Lease = Static<typeof Lease>;
export const isLease = validatorOf(Lease);

/** Returns functions that take, renew and release a Lease. `seconds` is its duration. */
export function claimLease(
  client: Client,
  { namespace, name, identity }: LeaseClaim,
  seconds: number,
): { take: () => Promise<boolean>; release: () => Promise<void> } {
  const path = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/${name}`;
  /**
   * The last renewal by another holder, and the local time at which it was seen. The clock of the
   * holder may be wrong.
   */
  let sign = '';
  let seen = 0;
  const isFree = ({ holderIdentity = '', leaseDurationSeconds = seconds, renewTime }: Spec): boolean => {
    if (holderIdentity === '' || holderIdentity === identity) return true;
    const now = performance.now();
    if (sign !== `${holderIdentity} ${renewTime ?? ''}`) {
      sign = `${holderIdentity} ${renewTime ?? ''}`;
      seen = now;
    }
    return now - seen >= leaseDurationSeconds * 1000;
  };
  const read = async (): Promise<Lease> => {
    const lease = await client.get(path);
    if (!isLease(lease)) throw new ClusterError('InvalidAnswer', `${path} is not a Lease`);
    return lease;
  };
  const put = async (lease: Lease, spec: Spec): Promise<void> => {
    await client.write('PUT', `${path}?fieldManager=kubectl-fleet`, { ...lease, spec });
  };
  /**
   * Takes or renews the Lease. Tries again after a conflict: the other client may have only
   * labelled the Lease.
   */
  const take = async (): Promise<boolean> => {
    const lease = await read();
    const { spec = {} } = lease;
    if (!isFree(spec)) return false;
    const now = microTime();
    const isMine = spec.holderIdentity === identity;
    const since = isMine ? spec : { acquireTime: now, leaseTransitions: (spec.leaseTransitions ?? 0) + 1 };
    const mine = { ...spec, ...since, holderIdentity: identity, leaseDurationSeconds: seconds, renewTime: now };
    return put(lease, mine).then(
      () => true,
      (error: unknown) => {
        if (hasReason(error, 'Conflict')) return take();
        throw error;
      },
    );
  };
  const release = async (): Promise<void> => {
    const lease = await read();
    const { holderIdentity, ...free } = lease.spec ?? {};
    if (holderIdentity === identity) await put(lease, free);
  };
  return { take, release };
}

type Spec = NonNullable<Lease['spec']>;

function microTime(): string {
  return new Date().toISOString().replace('Z', '000Z');
}
