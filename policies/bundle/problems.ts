import { PolicyError, type PolicyErrorCode } from './errors.ts';

/** Problem of a user's rules. */
export interface Problem {
  /** Path as the user knows it. */
  file: string;
  /** Line in the file; absent for a problem of the whole file or folder. */
  row?: number;
  /** The fault and the remedy. */
  words: string;
}

/**
 * Fails with all problems, one a line, sorted by file and line.
 * @throws PolicyError with this code if there are problems
 */
export function refuseProblems(problems: readonly Problem[], code: PolicyErrorCode): void {
  if (problems.length === 0) return;
  const sorted = [...problems].sort(
    (one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) || (one.row ?? 0) - (other.row ?? 0),
  );
  const lines = sorted.map(({ file, row, words }) => `${file}${row === undefined ? '' : `:${row}`}: ${words}`);
  throw new PolicyError(code, [...new Set(lines)].join('\n'));
}
