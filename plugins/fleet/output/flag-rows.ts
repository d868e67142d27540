import type { Flag, Flags } from '../command-line/flags/flag.ts';
import { hanging, usualWidth } from './wrap.ts';

/** Returns the lines of help about flags: their names, then their sentences in a column. */
export function flagRows(flags: Flags): string[] {
  const rows = Object.entries(flags).map(([name, flag]) => ({ left: leftOf(name, flag), sentence: flag.sentence }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return rows.flatMap(({ left, sentence }) => row(left, sentence, width));
}

/** Returns a row of help: a word, then its explanation in a column behind words of this width. */
export function row(left: string, sentence: string, width: number): string[] {
  return hanging(`  ${left.padEnd(width)}   `, sentence, usualWidth);
}

function leftOf(name: string, { short, placeholder }: Flag<unknown>): string {
  const names = name === short ? `-${name}` : `${short === undefined ? '    ' : `-${short}, `}--${name}`;
  return placeholder === undefined ? names : `${names} ${placeholder}`;
}
