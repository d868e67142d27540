/** Returns the problems in an output of opa, one a line, without "error: 1 error occurred: ". */
export function complaintOf(output: string): string {
  return output
    .trim()
    .replace(/^error: /, '')
    .replace(/^unable to load bundle [^:]*: bundle [^:]*: /, '')
    .replace(/^\d+ errors? occurred:\s+/, '');
}
