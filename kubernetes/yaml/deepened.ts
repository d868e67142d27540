import type { Stretch } from './flow-stretches.ts';
import { lastAtMost } from './last-at-most.ts';

/** A text with changed blanks. */
export interface Deepened {
  text: string;
  /** Returns the offset in the original text. */
  originalOf: (offset: number) => number;
  /** Number of added blanks. */
  added: number;
}

/**
 * Returns the text with the lines of each stretch indented as js-yaml requires, and with blanks in
 * place of tabs. This changes no value. Returns undefined when it needs more than `mostBlanks`
 * blanks.
 * @param tabs offsets of tabs between tokens; js-yaml refuses some tabs after the indentation
 */
export function deepened(
  written: string,
  stretches: readonly Stretch[],
  tabs: readonly number[],
  mostBlanks: number,
): Deepened | undefined {
  const text = withoutTabs(written, tabs);
  const parts: string[] = [];
  /** The offsets of added blanks, in the original text and in the new one. */
  const [originals, offsets] = [[0], [0]];
  let [copied, added] = [0, 0];
  for (const { start, end, depth } of stretches) {
    // Searches only the stretch. A search of the whole rest for each of many stretches would be
    // slow.
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
    // An offset inside the added blanks is that of the text after them.
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
