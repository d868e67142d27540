import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { newOwnName } from './rule-names.ts';
import { startRule } from './start-rule.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-start-rule-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

/** Starts a rule in rules/, where no-pets is a rule of this project. */
const start = async (text: string) =>
  startRule({ shown: 'rules', path: join(folder, 'rules') }, newOwnName(text, ['no_pets']));

test.each(['no-dogs', 'own-no-dogs', 'own_no_dogs', 'no_dogs'])(
  '%s is written into a folder of its own',
  async text => {
    expect(await start(text)).toEqual([
      'rules/own_no_dogs/own_no_dogs.rego',
      'rules/own_no_dogs/own_no_dogs_test.rego',
      'rules/own_no_dogs/samples/warn_todo.yaml',
      'rules/own_no_dogs/samples/allow_without.yaml',
      'rules/own_no_dogs/samples/allow_other_kind.yaml',
      'rules/own_no_dogs/samples/allow_other_group.yaml',
    ]);
    expect(await readFile(join(folder, 'rules/own_no_dogs/own_no_dogs.rego'), 'utf8')).toContain(
      '\npackage fleet.rules.own_no_dogs\n',
    );
    expect(await readdir(join(folder, 'rules'))).toEqual(['own_no_dogs']);
  },
);

test.each([
  ['no dogs', 'own-no-dogs'],
  ['No-Dogs', 'own-no-dogs'],
  ['../no-dogs', 'own-no-dogs'],
  ['dogs-test', 'own-dogs'],
  ['no--dogs', 'own-no-dogs'],
  ['', 'own-rule'],
])('%j is no name, and nothing is written', async (text, nearest) => {
  await expect(start(text)).rejects.toMatchObject({
    code: 'RULE_INVALID',
    message: `"${text}" is no name for a rule (a-z, 0-9 and -, not ending in -test), e.g. ${nearest}`,
  });
  expect(await readdir(folder)).toEqual([]);
});

test('a name of a rule of kubectl fleet is taken', async () => {
  await expect(start('no-pets')).rejects.toThrow(
    'no-pets is a rule of kubectl fleet; give yours another name (settings change what ours does)',
  );
});

test('what is there stays as it is', async () => {
  await mkdir(join(folder, 'rules/own_no_dogs'), { recursive: true });
  await expect(start('no-dogs')).rejects.toThrow('rules/own_no_dogs is there already; give the rule another name');
  expect(await readdir(join(folder, 'rules/own_no_dogs'))).toEqual([]);
});

test('a place that cannot be written is left as it was', async () => {
  await writeFile(join(folder, 'rules'), 'a file');
  await expect(start('no-dogs')).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(join(folder, 'rules'), 'utf8')).toBe('a file');
});

test('of a rule that cannot be written whole nothing is left', async () => {
  // No file system takes a name of so many characters.
  await expect(start('a'.repeat(248))).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
  expect(await readdir(folder)).toEqual([]);
});
