import { wrap } from './wrap.ts';

/**
 * Returns lines of at most `width` characters: a label with the text behind it, whose further lines
 * begin below its first.
 */
export function hanging(label: string, text: string, width: number): string[] {
  return wrap(text, width - label.length).map((line, index) => (index === 0 ? label : ' '.repeat(label.length)) + line);
}
