import type { Answer } from '../fanout/answer.ts';
import type { Inventory } from './read-inventory.ts';

/** Returns a line for each cluster that refused some parts: their names, and the first reason. */
export function unreadLines(answers: readonly Answer<Pick<Inventory, 'unread'>>[]): string[] {
  return answers.flatMap(answer => {
    const unread = answer.ok ? answer.value.unread : [];
    const [first] = unread;
    if (first === undefined) return [];
    const parts = [...new Set(unread.map(({ part }) => part))].join(', ');
    return [`${answer.cluster.name}: no access to ${parts} (${first.error.message})`];
  });
}
