/** A command that a page shows in a block of console, and what it prints. */
export interface Session {
  readonly command: string;
  readonly output: string;
}

/** True for a command that prints the same on every machine, and asks no cluster. */
export function needsNoCluster({ command }: Session): boolean {
  return /^(kubectl fleet (lint|explain|version)|helm template)\b/.test(command);
}

/**
 * Commands and their output in a Markdown page. A comment behind a command, two spaces before its
 * #, is the page's own.
 */
export function sessionsIn(page: string): Session[] {
  const blocks = [...page.matchAll(/^( *)```console\n(.*?)^\1```$/gms)];
  return blocks.flatMap(([, indent = '', text = '']) =>
    text
      .replaceAll(new RegExp(`^${indent}`, 'gm'), '')
      .split(/^\$ /m)
      .slice(1)
      .map(session => {
        const [line = '', ...shown] = session.split('\n');
        return { command: line.replace(/ {2,}# .*/, ''), output: comparable(shown.join('\n')) };
      }),
  );
}

/**
 * Output without what differs from run to run: ages, ports of this machine, and blanks at the end
 * of lines.
 */
export function comparable(output: string): string {
  return output
    .replaceAll(/\b(\d+[hms])+$/gm, 'AGE')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/ +$/gm, '')
    .trim();
}
