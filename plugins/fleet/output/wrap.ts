/**
 * Returns lines of at most `width` characters, broken between words. A longer word has a line of
 * its own.
 */
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
 * Returns lines of at most `width` characters: a label and the text behind it. Further lines are
 * indented by the length of the label.
 */
export function hanging(label: string, text: string, width: number): string[] {
  return wrap(text, width - label.length).map((line, index) => (index === 0 ? label : ' '.repeat(label.length)) + line);
}

/** Default width in columns: of help, and of output to a terminal of unknown width, as in logs. */
export const usualWidth = 80;
