import { grouped } from '../../../kubernetes/objects/grouped.ts';
import type { Answer } from './answer.ts';

/**
 * Returns one line for each reason of a failure, with the clusters in front, e.g.
 * "edge-7, edge-8: credential plugin login is not installed".
 */
export function failureLines(answers: readonly Answer<unknown>[]): string[] {
  return messageLines(
    answers.flatMap(answer => (answer.ok ? [] : [{ cluster: answer.cluster.name, message: answer.failure.message }])),
  );
}

/** Returns one line for each message, with the names of its clusters in front. */
export function messageLines(messages: readonly { cluster: string; message: string }[]): string[] {
  return [...grouped(messages, ({ message }) => message)].map(
    ([message, same]) => `${same.map(({ cluster }) => cluster).join(', ')}: ${message}`,
  );
}

/** Returns 0 where all answered, 3 where some failed, 4 where all failed. */
export function exitCodeOf(answers: readonly Answer<unknown>[]): 0 | 3 | 4 {
  const failed = answers.filter(({ ok }) => !ok).length;
  return failed === 0 ? 0 : failed === answers.length ? 4 : 3;
}
