/** Entries of a map in the order in which they are written. */
export type EntriesOf = (map: object) => readonly (readonly [string, unknown])[];

/** Go's unicode.IsPrint. */
const printable = /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0000', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001B', '\\e'],
  ['\u0085', '\\N'],
  ['\u00A0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

/**
 * Returns a value as a document of KYAML, the YAML with braces, quotes and commas of KEP-5295, as
 * kubectl -o kyaml writes it.
 */
export function kyaml(value: unknown, entriesOf: EntriesOf = Object.entries): string {
  const write = (value: unknown, indent: string): string => {
    if (typeof value === 'string') return quoted(value, indent);
    if (Array.isArray(value)) return list(value, indent);
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const lines = entriesOf(value).map(([name, inner]) => `${indent}  ${key(name)}: ${write(inner, `${indent}  `)},\n`);
    return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
  };
  const list = (items: readonly unknown[], indent: string): string => {
    if (items.every(item => typeof item === 'object' && item !== null)) {
      return `[${items.map(item => write(item, indent)).join(', ')}]`;
    }
    const lines = items.map(item => `${indent}  ${write(item, `${indent}  `)},\n`);
    return `[\n${lines.join('')}${indent}]`;
  };
  return `---\n${write(value, '')}`;
}

/** Returns a text in quotes; of several lines, each on a line of its own, one column further in. */
function quoted(text: string, indent: string): string {
  if (!text.includes('\n')) return `"${escaped(text)}"`;
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const start = (line: string) => `${indent}  ${/^\p{White_Space}/u.test(line) ? '\\' : ' '}`;
  const body = lines.map(line => `${start(line)}${escaped(line)}\\n\\\n`).join('');
  return `"\\\n${body}${last === '' ? '' : `${start(last)}${escaped(last)}\\\n`}${indent}  "`;
}

function escaped(text: string): string {
  return Array.from(text, character => {
    if (character === '\t') return character;
    const escape = escapes.get(character);
    if (escape !== undefined) return escape;
    return printable.test(character) ? character : numbered(character.codePointAt(0) ?? 0);
  }).join('');
}

function numbered(point: number): string {
  const digits = point.toString(16);
  if (point < 0x80) return `\\x${digits.padStart(2, '0')}`;
  return point < 0x1_00_00 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

function key(name: string): string {
  const isPlain = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?$/u.test(name);
  if (isPlain && !isAmbiguous(name)) return name;
  const lines = name.split('\n').map(line => escaped(line).replaceAll('\t', '\\t'));
  return `"${lines.join('\\n')}"`;
}

/** True for a key that a reader of YAML may take for a boolean, a null, a number or a date. */
function isAmbiguous(name: string): boolean {
  if (/^(?:null|true|false|t|f|y|yes|on|n|no|off|nan|inf|infinity)$/i.test(name)) return true;
  const digits = name.replaceAll('_', '');
  const isNumber = /^(?:\d+(?:\.\d*)?(?:e[-+]?\d+)?|0x[\da-f]+(?:\.[\da-f]*)?(?:p[-+]?\d+)?|0b[01]+|0o[0-7]+)$/i;
  return isNumber.test(digits) || /^\d{4}-\d{1,2}-\d{1,2}$/.test(name);
}
