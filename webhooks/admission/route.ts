import type { Server } from 'node:https';
import type { FastifyInstance, FastifyReply, onRequestHookHandler } from 'fastify';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { requireScope } from '../authentication/caller.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { deadlineOf } from '../evaluation/deadline.ts';
import type { OpenReview } from '../evaluation/open-review.ts';
import { reviewInput } from './input.ts';
import type { AdmissionResponse } from './response.ts';
import { actionsOfRules, rulesThatWouldDeny } from '../review/rules-in-findings.ts';
import { envelope } from '../review/admission-request.ts';
import type { Reviewed } from '../review/reviewed.ts';

export type Answer = Pick<Reviewed, 'findings' | 'outcome'> & { response: AdmissionResponse };

/** One admission webhook at /NAME: reads the review, lets `judge` answer it by the policy with this digest, counts and logs what came of it. */
export function admissionRoute(
  app: FastifyInstance<Server>,
  { policy, missing, cluster, now, instruments, gate, turn, uses }: AdmissionDependencies,
  name: string,
  judge: (input: ReviewInput, opened: OpenReview, policy: string) => Promise<Answer>,
): void {
  const onRequest: onRequestHookHandler = (request, reply, done) => {
    const sender = { address: request.socket.remoteAddress ?? '', isVerified: request.caller !== null };
    const place = gate.begin(sender, deadlineOf(request.url));
    reply.raw.once('close', place.leave);
    request.place = place;
    done();
  };

  /** The review that a request holds, and the answer to it. */
  const answerTo = async (body: Buffer, reply: FastifyReply): Promise<{ reviewed: Reviewed; answer: Answer }> => {
    const deadline = deadlineOf(reply.request.url, performance.now() - reply.elapsedTime);
    await turn(body.length, deadline);
    const { judge: judging, settings, digest } = policy();
    const opened = await judging.open(body, deadline);
    try {
      if (reply.request.caller !== null) requireScope(reply.request.caller, opened.request.resource.group);
      const parse = reply.elapsedTime;
      const input = await reviewInput(opened.request, { ...cluster, settings, now });
      const wait = reply.elapsedTime;
      const answer = await judge(input, opened, digest);
      const ended = { parse, wait, evaluate: reply.elapsedTime };
      return { answer, reviewed: { webhook: name, review: opened.request, ...answer, ended } };
    } finally {
      opened.close();
    }
  };

  app.post<{ Body: Buffer }>(`/${name}`, { onRequest }, async (request, reply) => {
    request.place?.enter(request.body.length);
    const reasons = missing();
    if (reasons.length > 0) throw new WebhookError('NOT_READY', `not ready: ${reasons.join(', ')}`);
    const { reviewed, answer } = await answerTo(request.body, reply);
    const { review, outcome, findings, ended } = reviewed;
    request.reviewed = reviewed;
    instruments.reviewed(reviewed, ended.evaluate / 1000);
    instruments.found(review, findings);
    if (answer.response.allowed && review.dryRun !== true) uses.record(findings, now());
    if (findings.length > 0) {
      request.log.info({ ...summary(reviewed), durationMs: reply.elapsedTime }, `${name}: ${outcome}`);
    }
    const body = { ...envelope, response: { uid: review.uid, ...answer.response } };
    return reply.type('application/json').send(JSON.stringify(body));
  });
}

/** What the log may say of a review: who, what and which rules, nothing of what the object holds. */
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
