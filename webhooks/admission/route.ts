import type { Finding } from '../../policies/engine/decision.ts';
import type { ReviewInput } from '../../policies/engine/model.ts';
import type { App, Dependencies } from '../dependencies.ts';
import { WebhookError } from '../errors.ts';
import type { Outcome } from '../instruments.ts';
import { reviewInput } from './input.ts';
import { actionsOfRules, type AdmissionResponse } from './response.ts';
import { envelope, readReview, type AdmissionRequest } from './review.ts';

export interface Answer {
  response: AdmissionResponse;
  outcome: Outcome;
  findings: readonly Finding[];
}

/** One admission webhook at /NAME: reads the review, lets `judge` answer it, counts and logs what came of it. */
export function admissionRoute(
  app: App,
  { policy, cluster, now, instruments }: Dependencies,
  name: string,
  judge: (input: ReviewInput, policy: ReturnType<Dependencies['policy']>) => Answer,
): void {
  app.post(`/${name}`, async (request, reply) => {
    const review = readReview(request.body);
    const missing = cluster.missing();
    if (missing.length > 0) throw new WebhookError('NOT_READY', `not ready: ${missing.join(', ')}`);
    const judging = policy();
    const answer = judge(await reviewInput(review, { ...cluster, settings: judging.settings, now }), judging);
    instruments.reviewed(name, review, answer.outcome, reply.elapsedTime / 1000);
    instruments.found(review, answer.findings);
    if (answer.findings.length > 0) {
      request.log.info({ ...summary(review, answer), durationMs: reply.elapsedTime }, `${name}: ${answer.outcome}`);
    }
    const body = { ...envelope, response: { uid: review.uid, ...answer.response } };
    return reply.type('application/json').send(JSON.stringify(body));
  });
}

/** What the log may say of a review: who, what and which rules, nothing of what the object holds. */
function summary(review: AdmissionRequest, { outcome, findings }: Answer): Record<string, unknown> {
  const { group, version, kind } = review.kind;
  return {
    uid: review.uid,
    operation: review.operation,
    kind: [group, version, kind].filter(Boolean).join('/'),
    object: [review.namespace, review.name].filter(Boolean).join('/'),
    user: review.userInfo.username,
    dryRun: review.dryRun ?? false,
    decision: outcome,
    rules: actionsOfRules(findings),
  };
}
