import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { chartFolder } from './files.ts';
import { valuesSchema } from './values-schema.ts';
import { valuesTable } from './values-table.ts';
import { readValues } from './values.ts';

const text = `# The image.
image:
  # When it is pulled. One of: Always, Never.
  pullPolicy: Always
# How often
# it runs. From 1 to 9.
replicas: 3
# Goes into the pod as it is.
resources:
  limits: { memory: 1Gi }
# Secrets, each as {name: NAME, keys: [...]}.
secrets: []
# Names.
names: [a]
# Whether or | not.
on: true
`;
const values = readValues(text);

test('the comment above a key is what it says, the first one of a group too', () => {
  expect(values.map(({ path, says, keys }) => ({ path, says, keys: keys.map(key => key.path) }))).toEqual([
    { path: 'image', says: 'The image.', keys: ['image.pullPolicy'] },
    { path: 'replicas', says: 'How often it runs. From 1 to 9.', keys: [] },
    { path: 'resources', says: 'Goes into the pod as it is.', keys: [] },
    { path: 'secrets', says: 'Secrets, each as {name: NAME, keys: [...]}.', keys: [] },
    { path: 'names', says: 'Names.', keys: [] },
    { path: 'on', says: 'Whether or | not.', keys: [] },
  ]);
});

test.each([
  { what: 'at the top', of: 'a: 1\n', says: 'values.yaml: a has no comment' },
  { what: 'in a group', of: '# A.\na:\n  # B.\n  b: 1\n  c: 2\n', says: 'values.yaml: a.c has no comment' },
])('a key without a comment $what is named', ({ of, says }) => {
  expect(() => readValues(of)).toThrow(says);
});

test('a default of no type is named', () => {
  expect(() => valuesSchema(readValues('# A.\na:\n'), [])).toThrow(
    'values.yaml: a has no default of which a type could be read',
  );
});

const takes = new Ajv().compile(JSON.parse(valuesSchema(values, [])));

test.each([
  { values: { image: { pullPolicy: 'Never' }, replicas: 9, resources: { anything: [1] }, names: [] }, isTaken: true },
  { values: { secrets: [{ name: 'a', keys: ['b'] }], global: { of: 'others' } }, isTaken: true },
  { values: { image: { pullPolicy: 'Sometimes' } }, isTaken: false },
  { values: { image: { pull: 'Never' } }, isTaken: false },
  { values: { replicas: 10 }, isTaken: false },
  { values: { replicas: '3' }, isTaken: false },
  { values: { secrets: [{ name: 'a' }] }, isTaken: false },
  { values: { secrets: [{ name: 'a', keys: 'b' }] }, isTaken: false },
  { values: { names: [1] }, isTaken: false },
  { values: { on: 'yes' }, isTaken: false },
  { values: { other: 1 }, isTaken: false },
])('$values: taken $isTaken', ({ values: given, isTaken }) => {
  expect(takes(given)).toBe(isTaken);
});

test('the table has a row for each key', () => {
  expect(valuesTable(values)).toBe(`| value | default | what it is |
| --- | --- | --- |
| \`image\` |  | The image. |
| \`image.pullPolicy\` | \`"Always"\` | When it is pulled. One of: Always, Never. |
| \`replicas\` | \`3\` | How often it runs. From 1 to 9. |
| \`resources\` | \`{"limits":{"memory":"1Gi"}}\` | Goes into the pod as it is. |
| \`secrets\` | \`[]\` | Secrets, each as {name: NAME, keys: [...]}. |
| \`names\` | \`["a"]\` | Names. |
| \`on\` | \`true\` | Whether or \\| not. |
`);
});

test('the chart takes its own defaults', () => {
  const own = readValues(readFileSync(join(chartFolder, 'values.yaml'), 'utf8'));
  const defaults = Object.fromEntries(own.map(({ name, default: value }) => [name, value]));
  const check = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(valuesSchema(own, ['no-pets'])));
  expect(check(defaults) ? [] : check.errors).toEqual([]);
  expect(own.length).toBeGreaterThan(30);
});
