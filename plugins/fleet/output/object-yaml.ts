import { Document, isScalar, Scalar, visit } from 'yaml';

/**
 * Texts that a reader of YAML 1.1 takes for another type. kubectl writes them in double quotes, all
 * but <<.
 */
const words =
  /^(?:~|<<|null|Null|NULL|y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF|true|True|TRUE|false|False|FALSE)?$/;
const numbers =
  /^[-+]?(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|\.(?:inf|Inf|INF))$|^\.(?:nan|NaN|NAN)$/;
const times = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$|^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}.*)?$/;

/**
 * Returns an object as kubectl -o yaml prints it: keys in its order, items not indented, its quotes.
 * Unlike kubectl, long lines are not folded, so that they can be compared line by line.
 */
export function objectYaml(value: unknown): string {
  const document = new Document(value, {
    aliasDuplicateObjects: false,
    sortMapEntries: (a, b) => keyOrder(textOf(a.key), textOf(b.key)),
  });
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string') scalar.type = styleOf(scalar.value);
    },
  });
  const text = document.toString({ lineWidth: 0, indentSeq: false, singleQuote: true });
  return text.replace(/\n$/, '').replaceAll(unwritten, escaped);
}

/**
 * Characters that the writer leaves as they are, though YAML does not take them or kubectl escapes
 * them. All of them are in double quotes.
 */
const unwritten = /[^\P{C}\n]|[\u2028\u2029\u{10000}-\u{10FFFF}]/gu;

function escaped(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (digits.length < 3) return `\\x${digits.padStart(2, '0')}`;
  return digits.length < 5 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

function textOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function styleOf(text: string): Scalar.Type {
  // Blanks before a line break, or nothing but line breaks.
  if (text.search(unwritten) !== -1 || / \n|^\n+$/.test(text)) return Scalar.QUOTE_DOUBLE;
  if (text.includes('\n')) return Scalar.BLOCK_LITERAL;
  const isTyped = words.test(text) || numbers.test(text.replaceAll('_', '')) || times.test(text);
  return isTyped ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
}

/** Orders keys as go-yaml does: letters behind all else, and numbers in them by value. */
function keyOrder(a: string, b: string): number {
  const [first, second] = [Array.from(a), Array.from(b)];
  const index = first.findIndex((character, index) => character !== second[index]);
  const [one, other] = [first[index], second[index]];
  if (one === undefined || other === undefined) return first.length - second.length;
  const areLetters = [one, other].map(character => /\p{L}/u.test(character));
  if (areLetters[0] !== areLetters[1]) return areLetters[0] === true ? 1 : -1;
  const [number, otherNumber] = [digitsAt(first, index), digitsAt(second, index)];
  const difference = Number(number) - Number(otherNumber) || number.length - otherNumber.length;
  return difference || (one < other ? -1 : 1);
}

function digitsAt(characters: readonly string[], index: number): string {
  return /^\d*/.exec(characters.slice(index).join(''))?.[0] ?? '';
}
