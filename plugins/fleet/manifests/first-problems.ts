import { counted } from '../output/counted.ts';
import type { Problem } from './manifest.ts';

/** So many faults of a file are told one by one: more than anybody mends before reading the file again. */
const mostTold = 100;

/** The first problems of one file by their lines, and how many others there are. */
export function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const [next, ...others] = sorted.slice(mostTold);
  if (next === undefined) return problems;
  const message = `${counted(others.length + 1, 'more error')} from here on`;
  return [...sorted.slice(0, mostTold), { ...next, message }];
}
