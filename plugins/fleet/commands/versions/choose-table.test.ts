import { expect, test } from 'vitest';
import { tableLines } from '../../output/table.ts';
import { chooseTable } from './choose-table.ts';
import { shortNames } from '../../../../kubernetes/kubeconfig/short-names.ts';
import { versionMatrix } from './version-matrix.ts';
import { answerOf, failedAnswer } from './versions.fixture.ts';

type Answers = Parameters<typeof versionMatrix>[0];
const shown = (answers: Answers, width: number | undefined = 80) => {
  const names = answers.map(({ cluster }) => cluster.name);
  const short = new Map(shortNames(names).map((name, index) => [names[index] ?? '', name]));
  const matrix = versionMatrix(answers, () => true);
  return tableLines(chooseTable(matrix, short, width), false);
};
const many = (count: number, running: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => answerOf(`acme-prod-eu-${index}`, running(index)));

test('clusters go across where they fit', () => {
  expect(shown([answerOf('prod-eu-1', 'cart=1'), answerOf('prod-us-1', 'cart=1')])).toEqual([
    'APP    PROD-EU-1   PROD-US-1',
    'cart   1           1',
  ]);
});

test('where they do not fit, their names lose what they have in common', () => {
  expect(shown([answerOf('prod-eu-1', 'cart=1'), answerOf('prod-us-1', 'cart=1')], 27)).toEqual([
    'APP    EU-1   US-1',
    'cart   1      1',
  ]);
});

test('without a terminal they go across, however many', () => {
  const matrix = versionMatrix(
    many(29, () => 'cart=1'),
    () => true,
  );
  expect(chooseTable(matrix, new Map(), undefined).columns).toHaveLength(30);
});

test('many clusters are grouped by version: what differs is named in full, what is common as far as it fits', () => {
  const answers = many(29, index => (index > 23 ? 'cart=3.0.4 web=8' : 'cart=3.1.0 web=8'));
  expect(shown([...answers, failedAnswer('acme-prod-us-7')])).toEqual([
    'APP    VERSION   IN   CLUSTERS',
    'cart   3.1.0     24   eu-0, eu-1, eu-2, eu-3, eu-4, eu-5, eu-6, eu-7 and 16 more',
    'cart   3.0.4 *   5    eu-24, eu-25, eu-26, eu-27, eu-28',
    'web    8         29   eu-0, eu-1, eu-2, eu-3, eu-4, eu-5, eu-6, eu-7 and 21 more',
    '?      ?         1    us-7',
  ]);
});

test('a long list of what differs goes on below', () => {
  const answers = many(29, index => (index > 16 ? 'cart=2' : 'cart=1'));
  expect(shown(answers, 50)).toEqual([
    'APP    VERSION   IN   CLUSTERS',
    'cart   1         17   eu-0, eu-1, eu-2 and 14 more',
    'cart   2 *       12   eu-17, eu-18, eu-19, eu-20,',
    '                      eu-21, eu-22, eu-23, eu-24,',
    '                      eu-25, eu-26, eu-27, eu-28',
  ]);
});

test('an app that few clusters lack is named with them, one that few have is not', () => {
  const answers = many(29, index => (index === 4 ? 'lonely=1' : 'cart=1'));
  expect(shown(answers)).toEqual([
    'APP      VERSION   IN   CLUSTERS',
    'cart     1         28   eu-0, eu-1, eu-2, eu-3, eu-5, eu-6, eu-7 and 21 more',
    'cart     -         1    eu-4',
    'lonely   1         1    eu-4',
  ]);
});

test.each([45, 80, 200])('two hundred clusters fit %i columns', width => {
  const lines = shown(
    many(200, index => `cart=${index % 3} web=8 ${index < 150 ? 'agent=1.0.0' : ''}`),
    width,
  );
  expect(lines.filter(line => line.length > width)).toEqual([]);
});
