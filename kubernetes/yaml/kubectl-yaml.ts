import {
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mapTag,
  NOT_RESOLVED,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml';
import type { KubernetesObject } from '../objects/object.ts';
import { merge, mergeKey, unmerged } from './merge.ts';

/** More levels than any object has, and fewer than would fill the stack. */
export const deepest = 1000;

/** The fault of a key that is a list, a mapping or nothing. */
export const keyFault = 'a key must be text';

export const kubectlParser = { maxDepth: deepest };

const truths = new Set('y Y yes Yes YES true True TRUE on On ON'.split(' '));
const falsehoods = new Set('n N no No NO false False FALSE off Off OFF'.split(' '));
const nothings = new Set(['', '~', 'null', 'Null', 'NULL']);

const integer = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * A number as kubectl reads it: 0644 is 420 and 1_000 is 1000, but 089 is 89 and 22:22 is no
 * number.
 */
function numberOf(source: string): number | typeof NOT_RESOLVED {
  const plain = source.replaceAll('_', '');
  const digits = plain.replace(/^[-+]/, '');
  const sign = plain.startsWith('-') ? -1 : 1;
  if (integer.test(plain)) return sign * (/^0[0-7]/.test(digits) ? parseInt(digits, 8) : Number(digits));
  const value = decimal.test(plain) ? sign * Number(digits) : NaN;
  return Number.isFinite(value) ? value : NOT_RESOLVED;
}

function decoded(base64: string): string | typeof NOT_RESOLVED {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes.toString() : NOT_RESOLVED;
}

const numeric = { resolve: numberOf, identify: () => false };
const unknown = { matchByTagPrefix: true, identify: () => false };

const list = { ...seqTag, addItem: (items: unknown[], item: unknown) => void items.push(unmerged(item)) };

const mapping = {
  ...mapTag,
  // No key is ever said to be there already, so that of a key that occurs twice the last value
  // counts.
  has: () => false,
  addPair: (entries: KubernetesObject, key: unknown, value: unknown) => {
    if (key === mergeKey) return merge(entries, value);
    if (key === null || typeof key === 'object') return keyFault;
    return mapTag.addPair(entries, key, unmerged(value));
  },
};

/**
 * YAML as kubectl's parser has it (go.yaml.in/yaml/v2 resolve.go, seen in what kubectl 1.37.2
 * makes of each): `yes` is true, a date is text, and a tag that JSON has no word for changes
 * nothing. A key is the text of its value, and of a key that occurs twice the last value counts.
 */
export const kubectlYaml: Schema = schemaOf(truths, falsehoods);

/**
 * The same, but that yes, no, on and off are words, as in YAML 1.2: `off` is one of the actions in
 * settings.
 */
export const settingsYaml: Schema = schemaOf(
  new Set('true True TRUE'.split(' ')),
  new Set('false False FALSE'.split(' ')),
);

function schemaOf(truths: ReadonlySet<string>, falsehoods: ReadonlySet<string>): Schema {
  return new Schema([
    strTag,
    defineSequenceTag('tag:yaml.org,2002:seq', list),
    defineMappingTag('tag:yaml.org,2002:map', mapping),
    // Not by the name of the tag of YAML, by which js-yaml would merge and never replace what is
    // there already.
    defineScalarTag('<<', {
      implicit: true,
      implicitFirstChars: ['<'],
      resolve: source => (source === '<<' ? mergeKey : NOT_RESOLVED),
      identify: () => false,
    }),
    defineScalarTag('tag:yaml.org,2002:null', {
      implicit: true,
      implicitFirstChars: ['', '~', 'n', 'N'],
      resolve: source => (nothings.has(source) ? null : NOT_RESOLVED),
      identify: () => false,
    }),
    defineScalarTag('tag:yaml.org,2002:bool', {
      implicit: true,
      implicitFirstChars: 'y Y n N t T f F o O'.split(' '),
      resolve: source => truths.has(source) || (falsehoods.has(source) ? false : NOT_RESOLVED),
      identify: () => false,
    }),
    defineScalarTag('tag:yaml.org,2002:int', {
      ...numeric,
      implicit: true,
      implicitFirstChars: '- + . 0 1 2 3 4 5 6 7 8 9'.split(' '),
    }),
    defineScalarTag('tag:yaml.org,2002:float', numeric),
    defineScalarTag('tag:yaml.org,2002:binary', {
      resolve: decoded,
      identify: () => false,
    }),
    defineScalarTag('', {
      ...unknown,
      resolve: (source, _, tag) => (source === '<<' && tag === 'tag:yaml.org,2002:merge' ? mergeKey : source),
    }),
    defineSequenceTag('', { ...list, ...unknown }),
    defineMappingTag('', { ...mapping, ...unknown }),
  ]);
}
