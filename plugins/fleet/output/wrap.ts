/** Lines of at most `width` characters, broken between words; a longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(word => word !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/**
 * Returns lines of at most `width` characters: a label with the text behind it, whose further lines
 * begin below its first.
 */
export function hanging(label: string, text: string, width: number): string[] {
  return wrap(text, width - label.length).map((line, index) => (index === 0 ? label : ' '.repeat(label.length)) + line);
}

/** Columns of help, and of output whose terminal does not tell how wide it is, as in logs. */
export const usualWidth = 80;
