/** Number of characters of an error message that are shown. */
const longest = 240;

/**
 * The marker before an error in the output of command line tools, e.g. "Error:", "aws: [ERROR]:",
 * "botocore.exceptions.SSOTokenLoadError:"
 */
const mark = /(?:error|exception|fatal|panic)\]?:/i;

/** Lines of usage help after the error. */
const usage = /^usage\b/i;

/**
 * Returns the lines of a program's stderr that explain its failure, as one line. They begin at the
 * first line that is marked as an error; without a mark it is the last line. Programs wrap errors
 * in errors, e.g. gke-gcloud-auth-plugin those of gcloud, so the result begins after the last mark
 * of that line.
 */
export function shortReason(stderr: string): string {
  const lines = stderr.split(/[\r\n]+/).map(line => line.trim());
  const worded = lines.filter(line => /[\p{L}\p{N}]/u.test(line));
  const first = worded.findIndex(line => mark.test(line));
  const rest = first === -1 ? worded.slice(-1) : [afterLastMark(worded[first] ?? ''), ...worded.slice(first + 1)];
  const end = rest.findIndex((line, index) => index > 0 && usage.test(line));
  const words = rest
    .slice(0, end === -1 ? undefined : end)
    .join(' ')
    .replace(/\s+/g, ' ');
  return words.length > longest ? `${words.slice(0, longest).trimEnd()}...` : words;
}

/**
 * Returns a line without the text before its last error. Returns the whole line when no text
 * follows.
 */
function afterLastMark(line: string): string {
  const parts = line.split(mark).map(part => part.trim());
  return parts.findLast(part => /\p{L}/u.test(part)) ?? line;
}
