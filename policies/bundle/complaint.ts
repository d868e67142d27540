/** What opa found wrong, a line for each, without the words that it sets before: "error: 1 error occurred: ". */
export function complaintOf(output: string): string {
  return output
    .trim()
    .replace(/^error: /, '')
    .replace(/^unable to load bundle [^:]*: bundle [^:]*: /, '')
    .replace(/^\d+ errors? occurred:\s+/, '');
}
