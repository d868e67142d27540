import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadEngine, type Engine } from '../../policies/engine/engine.ts';
import { reviewsOf } from '../bench/worst-cases/review.ts';
import { bounds } from './bounds.ts';
import { bodyLimit, connectionLimit, defaultLimits } from '../../webhooks/flow-control/limits.ts';
import { textOf } from './source-files.ts';

const page = textOf('docs/reference/limits.md');
/** The bounds beyond which an object is too large to judge. */
const [, table = ''] = /^\| rule \| bound \|\n\| --- \| --- \|\n(.*?)\n\n/ms.exec(page) ?? [];
const rows = table.split('\n');

const numberIn = (words: string): RegExp => new RegExp(words.replace('|', '\\|').replace('N', '([\\d,]+)'));

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine(new URL('../../dist/', import.meta.url));
});

test.each(bounds)('$bound are judged, and one more is not', ({ rules, bound, says = / to judge/, object }) => {
  const row = rows.find(line => numberIn(bound).test(line)) ?? '';
  const most = Number(numberIn(bound).exec(row)?.[1]?.replaceAll(',', ''));
  const givingUp = [most, most + 1].map(number => {
    const { findings } = engine.decide(reviewsOf({ title: '', object: () => object(number) }, 0).CREATE);
    const found = new Set(findings.filter(({ message }) => says.test(message)).map(({ rule }) => rule));
    return rules.filter(rule => found.has(rule));
  });
  expect(givingUp).toEqual([[], rules]);
  expect(rules.every(rule => row.includes(rule) || row.includes('every rule'))).toBe(true);
});

test('every number of the table is held by one of these', () => {
  const left = rows.map(row => bounds.reduce((text, { bound }) => text.replace(numberIn(bound), ''), row));
  expect(left.filter(text => /\d/.test(text))).toEqual([]);
});

test('the limits of one process are those of the webhook', () => {
  const [, text = ''] = /^```yaml\n# values\.yaml\n(.*?)^```/ms.exec(page) ?? [];
  expect(parse(text)).toEqual({ limits: defaultLimits });
  expect(page).toContain(`at most ${bodyLimit / 2 ** 20} MiB`);
  expect(page).toContain(`At most ${connectionLimit.toLocaleString('en')} connections`);
});
