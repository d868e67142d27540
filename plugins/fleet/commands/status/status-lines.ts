import { formatAge } from '../../output/age.ts';
import type { Colour } from '../../output/colour.ts';
import { inColour } from '../../output/colour.ts';
import { namesWithin } from '../../output/names-within.ts';
import { shellWord } from '../../output/shell-word.ts';
import { visible } from '../../output/visible.ts';
import { hanging } from '../../output/wrap.ts';
import type { Severity } from '../../../../policies/health/problem.ts';
import type { Trouble } from './group-problems.ts';

const colours: Readonly<Record<Severity, Colour | undefined>> = { critical: 'red', warning: 'yellow', info: undefined };

/** Width of the names of clusters in a line. */
const namesWidth = 40;

interface LineOptions {
  now: Date;
  /** Width of the terminal; undefined for lines of any length. */
  width: number | undefined;
  isColoured: boolean;
  /** Number of all clusters; undefined where the user selected some. */
  clusters: number | undefined;
}

/** Returns one line for each trouble, with the next step and the command that shows more below. */
export function statusLines(troubles: readonly Trouble[], options: LineOptions): string[] {
  return troubles.flatMap(trouble => [
    ...textLines(trouble, options),
    ...(trouble.nextStep === undefined
      ? []
      : hanging('    next step: ', visible(trouble.nextStep), options.width ?? Infinity)),
    `    ${moreCommand(trouble, options)}`,
  ]);
}

function textLines(
  { severity, clusters, text, since }: Trouble,
  { now, width = Infinity, isColoured }: LineOptions,
): string[] {
  const age = since === undefined ? '' : `, for ${formatAge(since, now)}`;
  const label = severity.padEnd('critical'.length + 1);
  const words = visible(`${namesWithin(clusters, namesWidth)}: ${text}${age}`);
  const colour = colours[severity];
  const [first = '', ...rest] = hanging(label, words, width);
  if (!isColoured || colour === undefined) return [first, ...rest];
  return [inColour(severity, colour) + first.slice(severity.length), ...rest];
}

/** Returns a command that a shell takes as it is. Without -C it asks all clusters. */
export function moreCommand(
  { more, clusters }: Pick<Trouble, 'more' | 'clusters'>,
  all: Pick<LineOptions, 'clusters'>,
): string {
  const selection = clusters.length === all.clusters ? [] : ['-C', clusters.join(',')];
  return ['kubectl', 'fleet', ...more, ...selection].map(word => shellWord(visible(word))).join(' ');
}
