/** How many characters of a complaint are shown. */
const longest = 240;

/**
 * The mark before an error in the output of command line tools, e.g. "Error:", "aws: [ERROR]:",
 * "botocore.exceptions.SSOTokenLoadError:"
 */
const mark = /(?:error|exception|fatal|panic)\]?:/i;

/** Lines by which a tool tells how it is called, after the error itself. */
const usage = /^usage\b/i;

/**
 * The lines of a program's stderr that tell why it failed, as one line: from the first that is
 * marked as an error on, else the last one. Programs wrap errors in errors, e.g.
 * gke-gcloud-auth-plugin those of gcloud, so the line begins at its last mark.
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

/** A line without what stands before the last error in it, unless nothing follows. */
function afterLastMark(line: string): string {
  const parts = line.split(mark).map(part => part.trim());
  return parts.findLast(part => /\p{L}/u.test(part)) ?? line;
}
