/**
 * Returns text in which control characters are visible and have no effect, so that text of others
 * can neither control the terminal nor reorder a line. Line breaks stay. ASCII controls are shown
 * as in cat -v, e.g. ^[ for Escape; line separators and invisible format characters, such as those
 * that change the direction of text, by their number, e.g. <U+202E>.
 */
export function visible(text: string): string {
  if (isPlain.test(text)) return text;
  return text.replaceAll(controls, asCaret).replaceAll(formats, asNumber);
}

/** Most text needs no more than this. */
const isPlain = /^[\u0020-\u007E\n]*$/;
const controls = /[^\P{Cc}\n]/gu;
/** The two joiners stay, because words and emoji are written with them. */
const formats = /[\u2028\u2029]|(?![\u200C\u200D])(?=\p{Default_Ignorable_Code_Point})\p{Cf}/gu;

function asCaret(character: string): string {
  return `^${String.fromCodePoint(codeOf(character) ^ 0x40)}`;
}

function asNumber(character: string): string {
  return `<U+${codeOf(character).toString(16).toUpperCase().padStart(4, '0')}>`;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
