import type { ReviewInput } from '../../policies/engine/model.ts';
import type { App, Dependencies } from '../dependencies.ts';
import { WebhookError } from '../errors.ts';
import { reviewInput } from './input.ts';
import { actionsOfRules, type AdmissionResponse } from './response.ts';
import { envelope, readReview } from './review.ts';
import type { Reviewed } from './reviewed.ts';

export type Answer = Pick<Reviewed, 'findings' | 'outcome'> & { response: AdmissionResponse };

/** One admission webhook at /NAME: reads the review, lets `judge` answer it, counts and logs what came of it. */
export function admissionRoute(
  app: App,
  { policy, cluster, now, instruments }: Dependencies,
  name: string,
  judge: (input: ReviewInput, policy: ReturnType<Dependencies['policy']>) => Answer,
): void {
  app.post(`/${name}`, async (request, reply) => {
    const review = readReview(request.body);
    const parse = reply.elapsedTime;
    const missing = cluster.missing();
    if (missing.length > 0) throw new WebhookError('NOT_READY', `not ready: ${missing.join(', ')}`);
    const judging = policy();
    const input = await reviewInput(review, { ...cluster, settings: judging.settings, now });
    const wait = reply.elapsedTime;
    const { response, outcome, findings } = judge(input, judging);
    const evaluate = reply.elapsedTime;
    const reviewed: Reviewed = { webhook: name, review, outcome, findings, ended: { parse, wait, evaluate } };
    instruments.reviewed(reviewed, evaluate / 1000);
    instruments.found(review, findings);
    if (findings.length > 0) {
      request.log.info({ ...summary(reviewed), durationMs: reply.elapsedTime }, `${name}: ${outcome}`);
    }
    const body = { ...envelope, response: { uid: review.uid, ...response } };
    return reply.type('application/json').send(JSON.stringify(body));
  });
}

/** What the log may say of a review: who, what and which rules, nothing of what the object holds. */
function summary({ review, outcome, findings }: Reviewed): Record<string, unknown> {
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
