import { grouped } from '../../../kubernetes/objects/grouped.ts';
import type { Answer } from './answer.ts';
import { nextStep } from './next-step.ts';

/**
 * Returns the reason of each failure with its clusters in front, and the next step below it, e.g.
 * "edge-7, edge-8: credential plugin aws is not installed".
 */
export function failureLines(answers: readonly Answer<unknown>[]): string[] {
  const failures = answers.flatMap(({ cluster, ...answer }) => {
    if (answer.ok) return [];
    const { message } = answer.failure;
    return [{ cluster: cluster.name, message, step: nextStep(answer.failure, cluster) }];
  });
  return [...grouped(failures, ({ message, step }) => `${message}\n${step ?? ''}`).values()].flatMap(same => [
    ...messageLines(same),
    ...(same[0]?.step === undefined ? [] : [`  next step: ${same[0].step}`]),
  ]);
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
