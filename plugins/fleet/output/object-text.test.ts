import { expect, test } from 'vitest';
import { objectText } from './object-text.ts';

const object = { kind: 'Pod', apiVersion: 'v1', data: { '10': '<b>', '2': 'y' } };

test('JSON has four blanks, sorted keys, and no characters of HTML', async () => {
  expect(await objectText('json', object)).toBe(
    '{\n    "apiVersion": "v1",\n    "data": {\n        "10": "\\u003cb\\u003e",\n        "2": "y"\n    },\n    "kind": "Pod"\n}',
  );
});

test('YAML and KYAML are of the same object', async () => {
  expect(await objectText('yaml', object)).toBe('apiVersion: v1\ndata:\n  "2": "y"\n  "10": <b>\nkind: Pod');
  expect(await objectText('kyaml', object)).toMatch(/^---\n\{\n {2}apiVersion: "v1",\n {2}data: \{\n {4}"10": "<b>",/);
});

test('an object of very many levels is an error, and no overflow', async () => {
  let nested: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) nested = { a: nested };
  for (const format of ['json', 'yaml', 'kyaml'] as const) {
    await expect(objectText(format, nested)).rejects.toThrow('an object has more than 1000 levels');
  }
});
