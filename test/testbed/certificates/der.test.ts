import { expect, test } from 'vitest';
import { bits, boolean, explicit, identifier, implicit, integer, octets, sequence, set, time, utf8 } from './der.ts';

test.each([
  ['an empty sequence', sequence(), '3000'],
  ['a set', set(boolean(true)), '31030101ff'],
  ['text', utf8('é'), '0c02c3a9'],
  ['a positive number', integer(Buffer.from([0x7f])), '02017f'],
  ['a number whose first bit would be a sign', integer(Buffer.from([0x80])), '02020080'],
  ['bits', bits(Buffer.from([0x06]), 1), '03020106'],
  ['a tag around an element', explicit(3, boolean(false)), 'a303010100'],
  ['a tag instead of that of the value', implicit(2, Buffer.from('a')), '820161'],
  ['an identifier', identifier('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
  ['a time', time(new Date('2026-11-23T04:05:06.789Z')), '170d3236313132333034303530365a'],
])('%s', (_, encoded, expected) => {
  expect(encoded.toString('hex')).toBe(expected);
});

test.each([
  [127, '047f'],
  [128, '048180'],
  [255, '0481ff'],
  [256, '04820100'],
])('a length of %d takes as few bytes as it needs', (length, expected) => {
  const encoded = octets(Buffer.alloc(length));
  expect(encoded.subarray(0, encoded.length - length).toString('hex')).toBe(expected);
});
