import { eastAsianWidth } from 'get-east-asian-width';

const isAscii = /^[\u0020-\u007E]*$/;
/** Emoji of every form, which a terminal shows in two columns. */
const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}.*\uFE0F|[\d#*]\uFE0F?\u20E3/u;
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Cs}]/u;
const spacingMark = /\p{Mc}/u;

// Made for the first text that needs it: it takes 7 ms, and most text is ASCII.
let segmenter: Intl.Segmenter | undefined;

/**
 * Returns the number of columns that a terminal needs for visible text: two for 日, none for a
 * combining accent.
 */
export function cellWidth(text: string): number {
  if (isAscii.test(text)) return text.length;
  return graphemesOf(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/**
 * Returns visible text within a number of columns. The last character of a text that was cut is an
 * ellipsis.
 */
export function cutToWidth(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  if (width < 1) return '';
  if (isAscii.test(text)) return `${text.slice(0, width - 1)}…`;
  let cut = '';
  let taken = 1;
  for (const grapheme of graphemesOf(text)) {
    taken += graphemeWidth(grapheme);
    if (taken > width) break;
    cut += grapheme;
  }
  return `${cut}…`;
}

/** Returns the characters as a reader counts them: a letter with its accents is one. */
function graphemesOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme)) return 2;
  const [base, ...others] = Array.from(grapheme).filter(character => !invisible.test(character));
  if (base === undefined) return 0;
  return eastAsianWidth(base.codePointAt(0) ?? 0) + others.filter(character => spacingMark.test(character)).length;
}
