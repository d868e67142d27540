import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordEvent } from '../cluster/events.ts';
import type { Keeping } from '../cluster/keep-doing.ts';
import { holdLease } from '../cluster/lease.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { deadlineIn } from '../evaluation/deadline.ts';
import type { Judge } from '../evaluation/judge.ts';
import { audit } from './audit.ts';
import type { AuditDependencies } from './dependencies.ts';
import { defaultAuditOptions, type AuditOptions } from './options.ts';

interface Starting extends Omit<AuditDependencies, 'decide' | 'namespace' | 'onProblem' | 'options' | 'policy'> {
  policy: () => ReturnType<AuditDependencies['policy']> & { judge: Pick<Judge, 'decide'> };
  recordEvent: RecordEvent;
  /** As whom to hold the Lease. */
  identity: string;
}

/** Milliseconds that an object may wait for its turn and be judged in. */
const patience = 10_000;

/** Looks at what exists whenever this process is the one that holds the Lease for it, until the signal is aborted. */
export async function startAudit(
  { options, namespace }: { options: AuditOptions; namespace: string },
  { identity, recordEvent, ...dependencies }: Starting,
  keeping: Keeping,
): Promise<void> {
  const { client, policy, instruments } = dependencies;
  /** Reviews go first: who is told that there is too much to do comes again. */
  const decide: AuditDependencies['decide'] = input => {
    const decision = policy().judge.decide(input, deadlineIn(patience));
    if (!(decision instanceof Promise)) return decision;
    return decision.catch(async (error: unknown) => {
      if (!(error instanceof WebhookError)) throw error;
      await sleep(1_000, undefined, { ref: false });
      return decide(input);
    });
  };
  const auditing = {
    ...dependencies,
    decide,
    namespace,
    onProblem: keeping.onProblem,
    options: { ...defaultAuditOptions, ...options },
    ...(options.events === true && { recordEvent }),
  };
  instruments.scansEvery(auditing.options.everyHours * 3_600);
  const claim = { namespace, name: options.lease, identity };
  await holdLease(client, claim, keeping, held => audit(auditing, held));
}
