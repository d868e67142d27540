/** The additional size that one file may take in memory, for all its documents together. */
export interface Allowance {
  /** Number of values that aliases add. */
  aliased: number;
  /** Number of blanks that are added before lines in brackets and quotation marks. */
  blanks: number;
}

/** Limits that no file of a person reaches. A file within them is read in some seconds. */
export const mostAliased = 1_000_000;
export const mostBlanks = 2 ** 23;

/** Returns the allowance of a file before anything of it is read. */
export function wholeAllowance(): Allowance {
  return { aliased: mostAliased, blanks: mostBlanks };
}
