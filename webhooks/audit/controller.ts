import { setTimeout as wait } from 'node:timers/promises';
import { sleep, type RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { holdLease } from '../../kubernetes/lease/lease.ts';
import { reportNew } from '../../kubernetes/retry/report-new.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { deadlineIn } from '../flow-control/deadline.ts';
import type { AuditDependencies, AuditEvaluator, ControllerDependencies } from './dependencies.ts';
import { withDefaults, type AuditOptions } from './options.ts';
import { scanPasses } from './scan-pass.ts';

/** Milliseconds in which one object is decided, its time in the queue included. */
const decisionTimeout = 10_000;

/** Audits the cluster while this process holds the Lease, until the signal is aborted. */
export async function startAudit(
  { options, namespace }: { options: AuditOptions; namespace: string },
  { identity, recordEvent, ...dependencies }: ControllerDependencies,
  keeping: RetryOptions,
): Promise<void> {
  const { client, policy, metrics } = dependencies;
  const settings = withDefaults(options);
  const audited = {
    ...dependencies,
    settings,
    namespace,
    decide: decideBehindReviews(() => policy().evaluator),
    onProblem: keeping.onProblem,
    ...(settings.events && { recordEvent }),
  };
  metrics.scansEvery(settings.everyHours * 3_600);
  const claim = { namespace, name: settings.lease, identity };
  await holdLease(client, claim, keeping, held => audit(audited, held));
}

/** Runs scan passes until the Lease is lost. A failed pass is retried after 10 s. */
async function audit(dependencies: AuditDependencies, held: AbortSignal): Promise<void> {
  const { missing, metrics, onProblem } = dependencies;
  const tell = reportNew(onProblem);
  const runPass = scanPasses(dependencies, held);
  const isHeld = (): boolean => !held.aborted;
  while (isHeld()) {
    if (missing().length > 0) {
      await sleep(1_000, held);
      continue;
    }
    const problem = await runPass().then(() => undefined, reasonOf);
    if (!isHeld()) break;
    tell(problem === undefined ? [] : [`audit: ${problem}`]);
    if (problem !== undefined) await sleep(10_000, held);
  }
  metrics.findings([]);
}

/** Returns a `decide` that retries when admission reviews take all of the capacity. */
function decideBehindReviews(evaluator: () => AuditEvaluator): AuditDependencies['decide'] {
  const decide: AuditDependencies['decide'] = input => {
    const decision = evaluator().decide(input, deadlineIn(decisionTimeout));
    if (!(decision instanceof Promise)) return decision;
    return decision.catch(async (error: unknown) => {
      if (!(error instanceof WebhookError)) throw error;
      await wait(1_000, undefined, { ref: false });
      return decide(input);
    });
  };
  return decide;
}
