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

/** Maximum depth. It is more than any object has, and less than would overflow the stack. */
export const deepest = 1000;

/** The fault of a key that is a list, a mapping or null. */
export const keyFault = 'a key must be text';

export const kubectlParser = { maxDepth: deepest };

const truths = new Set('y Y yes Yes YES true True TRUE on On ON'.split(' '));
const falsehoods = new Set('n N no No NO false False FALSE off Off OFF'.split(' '));
const nothings = new Set(['', '~', 'null', 'Null', 'NULL']);

const integer = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * Returns a number as kubectl reads it: 0644 is 420 and 1_000 is 1000, but 089 is 89 and 22:22 is
 * not a number.
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
  // Reports no key as present, so that the last value of a repeated key wins.
  has: () => false,
  addPair: (entries: KubernetesObject, key: unknown, value: unknown) => {
    if (key === mergeKey) return merge(entries, value);
    if (key === null || typeof key === 'object') return keyFault;
    return mapTag.addPair(entries, key, unmerged(value));
  },
};

/**
 * The YAML schema of kubectl's parser (go.yaml.in/yaml/v2 resolve.go, checked with kubectl 1.37.2):
 * `yes` is true, a date is text, and a tag without a JSON equivalent changes nothing. A key is the
 * text of its value. The last value of a repeated key wins.
 */
export const kubectlYaml: Schema = schemaOf(truths, falsehoods);

/**
 * The same schema, but yes, no, on and off are text, as in YAML 1.2: `off` is an action in
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
    // The tag does not have YAML's name. With that name js-yaml would merge without replacing
    // existing keys.
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
