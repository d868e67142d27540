import { Document, isScalar } from 'yaml';
import { written } from './yaml.ts';

/**
 * Returns an object as kubectl -o yaml prints it, with the order of its keys, its quotes, and items
 * that are not indented. Unlike kubectl, long lines are not folded, so that they can be compared
 * line by line.
 */
export function objectYaml(value: unknown): string {
  const document = new Document(value, {
    aliasDuplicateObjects: false,
    sortMapEntries: (a, b) => keyOrder(textOf(a.key), textOf(b.key)),
  });
  return written(document, { indentSeq: false, singleQuote: true });
}

function textOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
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
