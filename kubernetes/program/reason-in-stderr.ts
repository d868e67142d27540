/** A person reads so much of a reason; its beginning says where, and its end says why. */
const most = { lines: 20, characters: 1000 };

/** A line of klog: its level, the time, the thread and the place in the code. */
const logPrefix = /^[IWEF]\d{4} [\d:.]+ +\d+ [^\]]+\] /;

/**
 * The reason of a program for its failure, in one or more lines: from its "Error:" on, or all
 * that it wrote. Hints how to run it are left out, and so is the middle of what is very long.
 * undefined where it says nothing.
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

/** The text of a line of a log, as the program put it there. */
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
