import type { Server } from 'node:https';
import type { FastifyInstance, FastifyReply, onRequestHookHandler } from 'fastify';
import type { Finding } from '../../policies/review/finding.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { requireScope } from '../authentication/caller.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { deadlineOf } from '../flow-control/deadline.ts';
import type { ReviewHandle } from '../evaluation/review-handle.ts';
import { reviewInput } from './input.ts';
import type { AdmissionResponse } from './response.ts';
import { actionsOfRules, rulesThatWouldDeny } from '../review/rules-in-findings.ts';
import { envelope } from '../review/admission-request.ts';
import type { Outcome, Reviewed } from '../review/reviewed.ts';

/** Result of the evaluation of one review. */
export interface Answer {
  response: AdmissionResponse;
  outcome: Outcome;
  findings: readonly Finding[];
}

/**
 * Serves one admission webhook at /NAME: reads the review, evaluates it, counts and logs the
 * result.
 * @param evaluate answers a review by the rules with this digest
 */
export function admissionRoute(
  app: FastifyInstance<Server>,
  { policy, missing, cluster, now, metrics, admissionQueue, evaluationQueue, uses }: AdmissionDependencies,
  name: string,
  evaluate: (input: ReviewInput, review: ReviewHandle, policy: string) => Promise<Answer>,
): void {
  const onRequest: onRequestHookHandler = (request, reply, done) => {
    const sender = { address: request.socket.remoteAddress ?? '', isVerified: request.caller !== null };
    const queueEntry = admissionQueue.open(sender, deadlineOf(request.url));
    reply.raw.once('close', queueEntry.release);
    request.queueEntry = queueEntry;
    done();
  };

  /** Reads the review of a body and evaluates it. */
  const answerTo = async (body: Buffer, reply: FastifyReply): Promise<{ reviewed: Reviewed; answer: Answer }> => {
    const deadline = deadlineOf(reply.request.url, performance.now() - reply.elapsedTime);
    await evaluationQueue.wait(body.length, deadline);
    const { evaluator, settings, digest } = policy();
    const handle = await evaluator.open(body, deadline);
    try {
      if (reply.request.caller !== null) requireScope(reply.request.caller, handle.request.resource.group);
      const parse = reply.elapsedTime;
      const input = await reviewInput(handle.request, { ...cluster, settings, now });
      const wait = reply.elapsedTime;
      const answer = await evaluate(input, handle, digest);
      const ended = { parse, wait, evaluate: reply.elapsedTime };
      return { answer, reviewed: { webhook: name, review: handle.request, ...answer, ended } };
    } finally {
      handle.close();
    }
  };

  app.post<{ Body: Buffer }>(`/${name}`, { onRequest }, async (request, reply) => {
    request.queueEntry?.enqueue(request.body.length);
    const reasons = missing();
    if (reasons.length > 0) throw new WebhookError('NOT_READY', `not ready: ${reasons.join(', ')}`);
    const { reviewed, answer } = await answerTo(request.body, reply);
    const { review, outcome, findings, ended } = reviewed;
    request.reviewed = reviewed;
    metrics.countReview(reviewed, ended.evaluate / 1000);
    metrics.countFindings(review, findings);
    if (answer.response.allowed && review.dryRun !== true) uses.record(findings, now());
    if (findings.length > 0) {
      request.log.info({ ...summary(reviewed), durationMs: reply.elapsedTime }, `${name}: ${outcome}`);
    }
    const body = { ...envelope, response: { uid: review.uid, ...answer.response } };
    return reply.type('application/json').send(JSON.stringify(body));
  });
}

/** Returns the fields of a review for the log: user, object and rules, no content of the object. */
function summary({ review, outcome, findings }: Reviewed): Record<string, unknown> {
  const { group, version, kind } = review.kind;
  const wouldDeny = rulesThatWouldDeny(findings);
  return {
    uid: review.uid,
    operation: review.operation,
    kind: [group, version, kind].filter(Boolean).join('/'),
    object: [review.namespace, review.name].filter(Boolean).join('/'),
    user: review.userInfo.username,
    dryRun: review.dryRun ?? false,
    decision: outcome,
    rules: actionsOfRules(findings),
    ...(wouldDeny.length > 0 && { wouldDeny }),
  };
}
