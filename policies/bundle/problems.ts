import { PolicyError, type PolicyErrorCode } from './errors.ts';

/** One thing that is wrong with a user's rules. */
export interface Problem {
  /** As the user knows it. */
  file: string;
  /** Line in the file; absent where it is of the whole file or folder. */
  row?: number;
  /** The fault, and the line to write. */
  words: string;
}

/**
 * Tells all problems at once, a line for each, by file and line.
 * @throws PolicyError with this code when there are any
 */
export function refuseProblems(problems: readonly Problem[], code: PolicyErrorCode): void {
  if (problems.length === 0) return;
  const sorted = [...problems].sort(
    (one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) || (one.row ?? 0) - (other.row ?? 0),
  );
  const lines = sorted.map(({ file, row, words }) => `${file}${row === undefined ? '' : `:${row}`}: ${words}`);
  throw new PolicyError(code, [...new Set(lines)].join('\n'));
}
