import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import { warnings } from './warnings.ts';

const runes = (text: string): number => Array.from(text).length;

const more = '; more: kubectl fleet explain no-pets';

test('a warning reads rule, message, fix and the way to more', () => {
  const said = 'no-pets: Deployment shop/cart is a pet. (give it a number)';
  const { doc: _, ...unpublished } = findingOf();
  expect(warnings([unpublished])).toEqual([`${said}${more}`]);
  expect(warnings([findingOf()])).toEqual([`${said}${more}, https://example.com/no-pets`]);
});

test('a long one has 256 characters, is not cut in the middle of one, and ends with the way to more', () => {
  const [text = ''] = warnings([findingOf({ message: '🐈'.repeat(300) })]);
  expect(text).toBe(`no-pets: ${'🐈'.repeat(246 - more.length)}…${more}`);
  expect(runes(text)).toBe(256);
});

test('a rule whose name leaves no room is cut at the end', () => {
  const [text = ''] = warnings([findingOf({ rule: `own-${'x'.repeat(120)}`, message: 'y'.repeat(300) })]);
  expect(text).toMatch(/^own-x+: y+…$/);
  expect(runes(text)).toBeLessThanOrEqual(256);
});

test('what does not fit into 4,096 characters is counted in the last one', () => {
  const texts = warnings(
    Array.from({ length: 40 }, (_, index) => findingOf({ message: `${index} `.padEnd(300, 'x') })),
  );
  expect(texts).toHaveLength(16);
  expect(texts[0]).toMatch(/^no-pets: 0 x+…; more: kubectl fleet explain no-pets$/);
  expect(texts[15]).toBe('25 more warnings had no room here; kubectl fleet lint shows them all');
});

test('equal warnings are said once', () => {
  expect(warnings([findingOf(), findingOf({ path: 'spec.template' })])).toHaveLength(1);
});

test('whatever the findings say, the limits of kube-apiserver hold and nothing goes uncounted', () => {
  const message = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 30 }), messages => {
      const texts = warnings(messages.map(text => findingOf({ message: text })));
      expect(texts.reduce((sum, text) => sum + runes(text), 0)).toBeLessThanOrEqual(4096);
      for (const text of texts) {
        expect(runes(text)).toBeLessThanOrEqual(256);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/\p{Cc}/u);
      }
    }),
    { numRuns: 40 },
  );
});
