/** Limits of the reason that is shown. Its beginning has the location and its end has the cause. */
const most = { lines: 20, characters: 1000 };

/** Prefix of a klog line: level, time, thread and source location. */
const logPrefix = /^[IWEF]\d{4} [\d:.]+ +\d+ [^\]]+\] /;

/**
 * Returns the reason for a failure from standard error, in one or more lines: all lines from
 * "Error:" on, or all lines. Leaves out usage hints, and the middle of a long reason. Returns
 * undefined if there is no text.
 */
export function reasonInStderr(stderr: string): string | undefined {
  const lines = stderr.split('\n').map(unlogged).join('\n').split('\n');
  const start = lines.findIndex(line => /^error: /i.test(line));
  const said = lines
    .slice(Math.max(start, 0))
    .map(line => line.trimEnd())
    .filter(line => line !== '' && !line.startsWith('Use --debug '));
  return said.length === 0
    ? undefined
    : bounded(said)
        .join('\n')
        .replace(/^error: /i, '');
}

/** Returns the message of a log line. */
function unlogged(line: string): string {
  if (!logPrefix.test(line)) return line;
  const text = line.replace(logPrefix, '');
  const [, failed] = /^"command failed" err="((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
  return failed === undefined ? text : `error: ${unquoted(failed)}`;
}

function unquoted(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter);
}

function bounded(lines: readonly string[]): string[] {
  const half = most.lines / 2;
  const short = lines.map(line =>
    line.length <= most.characters
      ? line
      : `${line.slice(0, most.characters / 2)} ... ${line.slice(-most.characters / 2)}`,
  );
  return short.length <= most.lines ? short : [...short.slice(0, half), '...', ...short.slice(-half)];
}
