import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { reasonOf, WebhookError } from '../errors/webhook-error.ts';
import type { ClusterWriter } from './client.ts';
import { keepDoing, sleep, type Keeping } from './keep-doing.ts';

/** A Lease, which exists already, and as whom to hold it: a name that no other process has, nor an earlier one in the same pod. */
export interface LeaseClaim {
  namespace: string;
  name: string;
  identity: string;
  /** After how long without a sign of life others may take it; 15. */
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

/**
 * Does a task while this process, and no other, holds the Lease; `held` is aborted when it no longer does, a third of the Lease's time
 * before anybody else can. Waits for its turn again when the Lease was lost or the task failed, and gives the Lease back when the signal
 * is aborted or the task is done; then it ends. Like client-go's leader election it compares no clocks of two machines.
 */
export async function holdLease(
  client: ClusterWriter,
  claim: LeaseClaim,
  { signal, onProblem }: Keeping,
  task: (held: AbortSignal) => Promise<void>,
): Promise<void> {
  const { seconds = 15, name } = claim;
  const lease = claimed(client, claim, seconds);
  const done = new AbortController();
  const over = AbortSignal.any([signal, done.signal]);
  await keepDoing(
    async () => {
      if (!(await lease.take())) {
        await sleep((seconds / 3) * 1000, over);
        return;
      }
      const lost = new AbortController();
      const ended = new AbortController();
      const renewing = renewUntil(ended.signal, lease.take, seconds, reason => {
        lost.abort();
        if (!over.aborted) onProblem(`Lease ${name} is lost: ${reason}`);
      });
      try {
        await task(AbortSignal.any([signal, lost.signal]));
        if (!lost.signal.aborted) done.abort();
      } finally {
        ended.abort();
        await renewing;
        await lease.release();
      }
    },
    { signal: over, onProblem },
  );
}

/** Renews five times in the Lease's time, and tells once when it did not succeed for two thirds of it. */
async function renewUntil(
  ended: AbortSignal,
  renew: () => Promise<boolean>,
  seconds: number,
  onLost: (reason: string) => void,
): Promise<void> {
  let reason = 'no answer';
  const lose = (): void => {
    if (!ended.aborted) onLost(reason);
  };
  const enough = (seconds * 1000 * 2) / 3;
  let deadline = setTimeout(lose, enough).unref();
  for (;;) {
    await sleep((seconds * 1000) / 5, ended);
    if (ended.aborted) break;
    const asked = performance.now();
    const held = await renew().catch((error: unknown) => {
      reason = reasonOf(error);
      return undefined;
    });
    if (held === undefined) continue;
    clearTimeout(deadline);
    if (!held) {
      reason = 'another process holds it';
      lose();
      break;
    }
    deadline = setTimeout(lose, asked + enough - performance.now()).unref();
  }
  clearTimeout(deadline);
}

function claimed(
  client: ClusterWriter,
  { namespace, name, identity }: LeaseClaim,
  seconds: number,
): { take: () => Promise<boolean>; release: () => Promise<void> } {
  const path = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/${name}`;
  /** The last sign of life of another holder, and when it was seen here: its own clock may be wrong. */
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
    if (!isLease(lease)) throw new WebhookError('CLUSTER_REFUSED', `${path} is not a Lease`);
    return lease;
  };
  const put = async (lease: Lease, spec: Spec): Promise<void> => {
    await client.write('PUT', `${path}?fieldManager=kubectl-fleet`, { ...lease, spec });
  };
  /** Again where somebody else was faster, who may have done no more than label the Lease. */
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
        if (error instanceof WebhookError && error.code === 'OBJECT_CHANGED') return take();
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
