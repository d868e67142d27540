import type { Stretch } from './flow-stretches.ts';
import { lastAtMost } from './last-at-most.ts';

/** A text with other blanks than it was written with. */
export interface Deepened {
  text: string;
  /** Offset in the text as it was written. */
  originalOf: (offset: number) => number;
  /** How many blanks are new. */
  added: number;
}

/**
 * The text with the lines of each stretch as deep as js-yaml wants them and with blanks in the
 * place of tabs, which changes no value. undefined where more than `mostBlanks` are missing.
 * @param tabs offsets of tabs between tokens, of which js-yaml refuses some that are behind the
 * indentation
 */
export function deepened(
  written: string,
  stretches: readonly Stretch[],
  tabs: readonly number[],
  mostBlanks: number,
): Deepened | undefined {
  const text = withoutTabs(written, tabs);
  const parts: string[] = [];
  /** For each place where blanks were added: where it is in either text. */
  const [originals, offsets] = [[0], [0]];
  let [copied, added] = [0, 0];
  for (const { start, end, depth } of stretches) {
    // In the stretch alone, because in all that follows each of many stretches would look for the
    // next line.
    for (const { 0: found, 1: before = '', index } of text.slice(start, end + 1).matchAll(/[\r\n]( *)(?=[^ \r\n])/g)) {
      const blanks = depth - before.length;
      if (blanks <= 0) continue;
      added += blanks;
      if (added > mostBlanks) return undefined;
      const at = start + index + found.length;
      parts.push(text.slice(copied, at), ' '.repeat(blanks));
      copied = at;
      originals.push(copied);
      offsets.push(copied + added);
    }
  }
  const originalOf = (offset: number) => {
    const last = lastAtMost(offsets, offset);
    const behind = (originals[last] ?? 0) + offset - (offsets[last] ?? 0);
    // An offset among the blanks that were added is that of what they stand before.
    return Math.min(behind, originals[last + 1] ?? text.length);
  };
  return { text: parts.join('') + text.slice(copied), originalOf, added };
}

function withoutTabs(text: string, tabs: readonly number[]): string {
  let end = 0;
  const parts = tabs.map(tab => {
    const part = text.slice(end, tab);
    end = tab + 1;
    return part;
  });
  return [...parts, text.slice(end)].join(' ');
}
