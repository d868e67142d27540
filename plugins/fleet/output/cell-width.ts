import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter();
const isAscii = /^[\u0020-\u007E]*$/;

/**
 * Returns the number of columns that a terminal needs for visible text: two for 日, none for a
 * combining accent.
 */
export function cellWidth(text: string): number {
  return isAscii.test(text) ? text.length : stringWidth(text);
}

/**
 * Returns visible text within a number of columns. The last character of a text that was cut is an
 * ellipsis.
 */
export function cutToWidth(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  if (width < 1) return '';
  let cut = '';
  let taken = 1;
  for (const { segment } of segmenter.segment(text)) {
    taken += cellWidth(segment);
    if (taken > width) break;
    cut += segment;
  }
  return `${cut}…`;
}
