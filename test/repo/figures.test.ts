import { expect, test } from 'vitest';
import { textOf } from './source-files.ts';

/**
 * The table of docs/reference/benchmarks.md is held against the output of `make bench` below it.
 */
const page = textOf('docs/reference/benchmarks.md');
const [, table = ''] = /^\| aimed at \| measured \|\n\| --- \| --- \|\n(.*?)\n\n/ms.exec(page) ?? [];
const [, output = ''] = /^```text\n(.*?)^```$/ms.exec(page) ?? [];

/** Numbers behind the first line that begins so, in the block with this title. */
function measured(title: string, line: RegExp): number[] {
  const [, ...rows] = output.slice(output.indexOf(title)).split('\n');
  const row = rows.find(candidate => line.test(candidate)) ?? '';
  return [...row.replace(line, '').matchAll(/[\d.]+/g)].map(([number]) => Number(number));
}

const [, , emptyAllowed = 0, kyvernoAllowed = 0, gatekeeperAllowed = 0] = measured(
  'The same review',
  /^kubectl fleet +allowed/,
);
const [, , emptyDenied = 0, kyvernoDenied = 0, gatekeeperDenied = 0] = measured(
  'The same review',
  /^kubectl fleet +denied/,
);
const [, p50 = 0, , p99 = 0] = measured('Creation of the StatefulSet', /^kubectl fleet/);
const [atRest = 0, underLoad = 0] = measured('Resident memory', /^new cluster/);
const [, , atMost = 0] = measured('Resident memory', /^5000 nodes, 2000 namespaces, 2000 workloads/);
const [, ready = 0] = measured('From the start of the webhook', /^(?=\d)/);
const [, , longest = 0] = measured('One review after another', /^beside \d+ large ones/);
const [, scan = 0] = measured('A whole scan', /^half a core, reports to write/);
const [, block = ''] = /^The most expensive objects(.*?)^One review/ms.exec(output) ?? [];
const costs = [...block.matchAll(/ (\d+) +(\d+) +(\d+) +(\d+)$/gm)].map(([, ...columns]) => columns.map(Number));
const inMainThread = Math.max(...costs.flatMap(([created = 0, changed = 0]) => [created, changed]));
const worst = costs.map(columns => Math.max(...columns));
const within = worst.filter(cost => cost <= 250);
const words = ['none', 'one', 'two', 'three', 'four', 'five'];
const megabytes = (mebibytes: number): string => `${Math.round(mebibytes * 1.048576)} MB`;

test.each([
  `${gatekeeperAllowed.toFixed(1)} times allowed, ${gatekeeperDenied.toFixed(1)} denied`,
  `${kyvernoAllowed.toFixed(1)} allowed, ${kyvernoDenied.toFixed(1)} denied`,
  `${emptyAllowed} allowed, ${emptyDenied} denied`,
  `${p50} and ${p99}`,
  `${Math.round(longest)} ms at the longest`,
  `${inMainThread} ms`,
  `${Math.max(...within)} ms, but for ${words[worst.length - within.length]} of ${worst.length}: up to ${Math.max(...worst)} ms`,
  `${megabytes(atRest)} (${atRest} MiB)`,
  `${megabytes(underLoad)} (${underLoad} MiB)`,
  `${megabytes(atMost)} (${atMost} MiB) at most`,
  `${(ready / 1000).toFixed(1)} s`,
  `${Math.round(scan)} s`,
])('the table of the benchmarks says what the output below it says: %s', figures => {
  expect(table).toContain(`| ${figures}`);
});

test('README has its figures from that table', () => {
  const [, paragraph = ''] = /^(\[Measured\].*?)\n\n/ms.exec(textOf('README.md')) ?? [];
  const figures = [...paragraph.matchAll(/\d+\.\d+|\d+ MB/g)].map(([figure]) => figure);
  expect(figures.filter(figure => !table.includes(figure))).toEqual([]);
  expect(figures.length).toBeGreaterThan(3);
});
