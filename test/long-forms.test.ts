import { expect, test } from 'vitest';
import { amountOf, isWhole, longForms, shortenedIn } from './long-forms.ts';
import { textOf } from './repo/source-files.ts';

const { restarts } = longForms;

test.each(Object.entries(longForms))('the file of %s asks for its amount', (name, { file, whole, short }) => {
  expect(textOf(file)).toContain(`amountOf('${name}')`);
  expect(short).toBeLessThan(whole);
});

test('a run is told what was shortened in its own files, and nothing in the whole form', () => {
  const files = new Set([restarts.file]);
  expect(shortenedIn(files, new Set())).toEqual(isWhole ? [] : [`10 of 100 restarts (${restarts.file})`]);
  expect(shortenedIn(new Set(), new Set())).toEqual([]);
  expect(shortenedIn(new Set(), new Set(['oldest']))).toHaveLength(isWhole ? 0 : 1);
  expect(amountOf('restarts')).toBe(isWhole ? 100 : 10);
});
