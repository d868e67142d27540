import { Document, Scalar, visit, type ToStringOptions } from 'yaml';

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
 * Returns a value as YAML without folded lines or anchors, so that it can be compared line by line.
 * Every reader of YAML 1.1 or 1.2 finds the same texts in it.
 */
export function yaml(value: unknown): string {
  return written(new Document(value, { aliasDuplicateObjects: false }), {});
}

/** Returns a document of plain values without the line break at its end. */
export function written(document: Document, options: ToStringOptions): string {
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string') scalar.type = styleOf(scalar.value);
    },
  });
  const text = document.toString({ ...options, lineWidth: 0 });
  return text.replace(/\n$/, '').replaceAll(unwritten, escaped);
}

function styleOf(text: string): Scalar.Type {
  // Blanks before a line break, or nothing but line breaks.
  if (text.search(unwritten) !== -1 || / \n|^\n+$/.test(text)) return Scalar.QUOTE_DOUBLE;
  if (text.includes('\n')) return Scalar.BLOCK_LITERAL;
  const isTyped = words.test(text) || numbers.test(text.replaceAll('_', '')) || times.test(text);
  return isTyped ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
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
