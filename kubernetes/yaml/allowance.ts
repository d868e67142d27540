/**
 * How much more than its own length the reading of one file may take, all its documents together.
 */
export interface Allowance {
  /** Values that aliases add. */
  aliased: number;
  /** Blanks that are missing before lines in brackets and quotation marks. */
  blanks: number;
}

/**
 * Bounds that no file needs that a person wrote, and within which a program reads in some seconds.
 */
export const mostAliased = 1_000_000;
export const mostBlanks = 2 ** 23;

/** The allowance of a file of which nothing has been read. */
export function wholeAllowance(): Allowance {
  return { aliased: mostAliased, blanks: mostBlanks };
}
