import type { Decision } from '../../policies/review/decision.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import type { AdmissionRequest } from '../review/admission-request.ts';
import type { Budget } from './budget.ts';
import type { Question } from './messages.ts';
import type { Borrowed } from './pool.ts';

/** What a thread is asked about. */
export interface About {
  input: ReviewInput;
  budget: Budget;
  /** Whether the objects are those of the review that the thread has read. */
  ofRead: boolean;
  /** Ids of rules to leave out. */
  without?: readonly string[];
}

/** Has a thread read a review: it keeps the objects and tells all else. @throws WebhookError REVIEW_INVALID and as Borrowed.ask */
export async function readIn({ ask }: Borrowed, body: Buffer, budget: Budget): Promise<AdmissionRequest> {
  const answer = await ask({ ask: 'read', body }, budget);
  if ('request' in answer) return answer.request;
  throw new TypeError('the thread has read no request');
}

/** @throws EngineError as Engine.decide and Borrowed.ask */
export async function decideIn(borrowed: Borrowed, about: About): Promise<Decision> {
  const answer = await borrowed.ask(questionOf('decide', borrowed, about), about.budget);
  if ('decision' in answer) return answer.decision;
  throw new TypeError('the thread has not decided');
}

/** @throws EngineError as Engine.mutate and Borrowed.ask */
export async function mutateIn(borrowed: Borrowed, about: About): Promise<Mutation> {
  const answer = await borrowed.ask(questionOf('mutate', borrowed, about), about.budget);
  if ('mutation' in answer) return answer.mutation;
  throw new TypeError('the thread has not mutated');
}

/** Facts and exemptions are the same for many reviews and may be large: a thread is told of them once. */
function questionOf(ask: 'decide' | 'mutate', { thread }: Borrowed, about: About): Question {
  const { cluster, exemptions, ...input } = about.input;
  const isKnown = thread.lasting?.cluster === cluster && thread.lasting.exemptions === exemptions;
  thread.lasting = { cluster, exemptions };
  const { ofRead, without = [] } = about;
  return { ask, input, ofRead, without, ...(isKnown ? {} : { lasting: thread.lasting }) };
}
