import { counted } from '../output/counted.ts';
import type { Problem } from './manifest.ts';

/** Limit of the problems of one file that are reported one by one. */
const mostTold = 100;

/** Returns the first problems of one file by line, and a last one with the number of the others. */
export function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const [next, ...others] = sorted.slice(mostTold);
  if (next === undefined) return problems;
  const message = `${counted(others.length + 1, 'more error')} from here on`;
  return [...sorted.slice(0, mostTold), { ...next, message }];
}
