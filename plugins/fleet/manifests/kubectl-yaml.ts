import {
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml';
import type { KubernetesObject } from '../../../policies/engine/kubernetes.ts';

/** More levels than any object has, and fewer than would fill the stack. */
export const deepest = 1000;

/** What is said of a key that is a list, a mapping or nothing. */
export const keyFault = 'a key must be text';

export const kubectlParser = { maxDepth: deepest };

const truths = new Set('y Y yes Yes YES true True TRUE on On ON'.split(' '));
const falsehoods = new Set('n N no No NO false False FALSE off Off OFF'.split(' '));
const nothings = new Set(['', '~', 'null', 'Null', 'NULL']);

const integer = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** A number as kubectl reads it: 0644 is 420 and 1_000 is 1000, but 089 is 89 and 22:22 is no number. */
function numberOf(source: string): number | typeof NOT_RESOLVED {
  const plain = source.replaceAll('_', '');
  const digits = plain.replace(/^[-+]/, '');
  const sign = plain.startsWith('-') ? -1 : 1;
  if (integer.test(plain)) return sign * (/^0[0-7]/.test(digits) ? parseInt(digits, 8) : Number(digits));
  const value = decimal.test(plain) ? sign * Number(digits) : NaN;
  return Number.isFinite(value) ? value : NOT_RESOLVED;
}

const numeric = { resolve: numberOf, identify: () => false };
const unknown = { matchByTagPrefix: true, identify: () => false };

/**
 * YAML as kubectl's parser has it (go.yaml.in/yaml/v2 resolve.go, seen in what kubectl 1.37.2 makes of each): `yes` is
 * true, a date is text, and a tag that JSON has no word for changes nothing. A key is the text of its value.
 */
export const kubectlYaml: Schema = new Schema([
  strTag,
  seqTag,
  defineMappingTag('tag:yaml.org,2002:map', {
    ...mapTag,
    addPair: (mapping: KubernetesObject, key, value) =>
      key === null || typeof key === 'object' ? keyFault : mapTag.addPair(mapping, key, value),
  }),
  mergeTag,
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
  defineScalarTag('', { ...unknown, resolve: source => source }),
  defineSequenceTag('', { ...seqTag, ...unknown }),
  defineMappingTag('', { ...mapTag, ...unknown }),
]);
