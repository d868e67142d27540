import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocuments } from '../../kubernetes/yaml/parse-documents.ts';
import { objectText } from '../../plugins/fleet/output/object-text.ts';
import { startOneKindServer, type OneKindServer } from './one-kind-server.ts';
import { things } from './templates.ts';

/** The real kubectl and we print the same of a list of many generated objects. */

const word = fc.oneof(
  // kubectl -o kyaml fails on the control character DEL.
  fc.string({ unit: 'binary-ascii', maxLength: 12 }).map(text => text.replaceAll('\u007F', '')),
  fc.stringMatching(/^[-_./a-z0-9]{1,8}$/),
  fc.stringMatching(/^[ \t\n:#'"a-z-]{1,12}$/),
  fc.constantFrom('yes', 'No', 'null', 'TRUE', '~', '1e3', '0x1F', '0b1', '1_000', '.5', '5.', '.inf', 'NaN', '1:20'),
  fc.constantFrom('2026-01-02', '2026-01-02T03:04:05Z', '-', '?', '*a', '&a', '!a', '|', '>', '%a', '@a', '`a', '<<'),
  fc.constantFrom(
    'a\n',
    'a\nb',
    ' a\n  b\n',
    '\ta',
    'a ',
    ' a',
    'a\r\nb',
    '\u001B[31m',
    '\u00A0',
    '<a> & b',
    'a\u2028b',
  ),
);
const value = fc.letrec(tie => ({
  any: fc.oneof({ depthSize: 'small' }, fc.constant(null), fc.boolean(), fc.integer(), word, tie('list'), tie('map')),
  list: fc.array(tie('any'), { maxLength: 4 }),
  map: fc.dictionary(word, tie('any'), { maxKeys: 4 }),
})).any;
const generated = fc.sample(value, { numRuns: 400, seed: 7 }).map((spec, index) => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: `thing-${index}` },
  spec,
}));

let server: OneKindServer;
let list: unknown;
beforeAll(async () => {
  server = await startOneKindServer([...things, ...generated]);
  list = JSON.parse((await server.kubectl(['get', 'things', '-o', 'json'])).stdout);
});
afterAll(() => server.stop());

async function byKubectl(format: string): Promise<string> {
  return (await server.kubectl(['get', 'things', '-o', format])).stdout;
}

test('JSON is the same, byte by byte', async () => {
  expect(`${await objectText('json', list)}\n`).toBe(await byKubectl('json'));
});

test('KYAML is the same, byte by byte, and is YAML of the same list', async () => {
  const ours = await objectText('kyaml', list);
  expect(`${ours}\n`).toBe(await byKubectl('kyaml'));
});

test('YAML is read as the same list, and most objects are the same bytes', async () => {
  const [ours, theirs] = [await objectText('yaml', list), await byKubectl('yaml')];
  expect(parseDocuments(`${ours}\n`).problems).toEqual([]);
  expect(parseDocuments(`${ours}\n`).documents[0]?.value).toEqual(list);
  const [our, their] = [ours, theirs].map(text => text.split(/^- (?=apiVersion: )/m));
  const same = our?.filter((object, index) => object.trimEnd() === their?.[index]?.trimEnd()).length;
  expect(same).toBeGreaterThan(400 * 0.9);
});
