/** Characters of the same text that are shown in front of a difference. */
const context = 12;

/**
 * Returns values as one line each, cut to the width around the place where they differ.
 * @param values undefined where the field is missing
 */
export function valueTexts(values: readonly unknown[], width: number): string[] {
  const lines = differingLines(values);
  const shown = lines.filter((_, index) => values[index] !== undefined);
  const isLong = shown.some(line => line.length > width);
  const same = isLong && shown.length > 1 ? commonPrefix(shown) : 0;
  const start = same > context + 3 ? same - context : 0;
  return lines.map((line, index) => (values[index] === undefined ? 'missing' : cut(line, start, width)));
}

/** Returns a text as one line each, or the first line in which texts of several lines differ. */
function differingLines(values: readonly unknown[]): string[] {
  const texts = values.map(value => (typeof value === 'string' ? value : undefined));
  if (!texts.some(text => text?.includes('\n'))) return values.map(valueText);
  const split = texts.map(text => text?.split('\n') ?? []);
  const present = split.filter((_, index) => texts[index] !== undefined);
  const longest = Math.max(...present.map(lines => lines.length));
  const differs = (at: number) => present.some(lines => lines[at] !== present[0]?.[at]);
  const at = Array.from({ length: longest }, (_, index) => index).find(differs) ?? 0;
  return split.map((lines, index) => {
    if (texts[index] === undefined) return valueText(values[index]);
    const line = lines[at];
    return line === undefined ? `ends before line ${at + 1}` : `line ${at + 1}: ${line}`;
  });
}

/** Returns a value on one line: a text in quotes only where it could be taken for another value. */
function valueText(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain = /^[A-Za-z/][^\n]*$/.test(value) && !/\s$/.test(value);
  return isPlain && !['true', 'false', 'null', 'missing'].includes(value) ? value : JSON.stringify(value);
}

function commonPrefix([first = '', ...others]: readonly string[]): number {
  let length = 0;
  while (length < first.length && others.every(other => other[length] === first[length])) length += 1;
  return length;
}

function cut(line: string, start: number, width: number): string {
  const text = start === 0 ? line : `...${line.slice(start)}`;
  return text.length <= width ? text : `${text.slice(0, Math.max(1, width - 3))}...`;
}
