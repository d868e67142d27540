import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readRuleFolders } from './rule-folders.ts';

let path: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'kubectl-fleet-folders-'));
  onTestFinished(() => rm(path, { recursive: true }));
});

/** Reads a folder with these files, where no-pets is a rule of this project. */
async function read(...files: string[]): ReturnType<typeof readRuleFolders> {
  for (const file of files) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), '');
  }
  return readRuleFolders({ shown: 'rules', path }, ['no_pets']);
}

test('each folder with Rego is a rule, and others are left alone', async () => {
  const files = [
    'own_dogs/own_dogs.rego',
    'own_cats/own_cats.rego',
    'own_cats/more.rego',
    'docs/index.md',
    '.git/x.rego',
    'LICENSE',
  ];
  expect(await read(...files)).toEqual({
    rules: [
      { folder: 'own_cats', name: 'own_cats' },
      { folder: 'own_dogs', name: 'own_dogs' },
    ],
    problems: [],
  });
});

test('each folder and file that has a wrong name is told', async () => {
  const files = [
    'no_pets/own_no_pets.rego',
    'No-Dogs/own_no_dogs.rego',
    'own_cats/cats.rego',
    'a_test/a_test.rego',
    'b.rego',
  ];
  const { rules, problems } = await read(...files);
  expect(problems).toEqual([
    { file: 'rules/b.rego', words: 'a rule has a folder of its own, <name>/<name>.rego' },
    {
      file: 'rules/No-Dogs',
      words: "a rule's folder has a name such as own_no_dogs (a-z, 0-9, _; not ending in _test)",
    },
    { file: 'rules/a_test', words: "a rule's folder has a name such as own_a (a-z, 0-9, _; not ending in _test)" },
    { file: 'rules/a_test', words: 'its rule has to be in own_a.rego' },
    {
      file: 'rules/no_pets',
      words: 'no-pets is a rule of kubectl fleet; give yours another name (settings change what ours does)',
    },
    { file: 'rules/own_cats', words: 'its rule has to be in own_cats.rego' },
  ]);
  expect(rules.map(({ name }) => name)).toEqual(['own_no_dogs', 'own_a', 'own_no_pets', 'own_cats']);
});

test('a name without the beginning of own rules is told with it', async () => {
  const { problems } = await read('no_dogs/own_no_dogs.rego');
  expect(problems).toEqual([
    {
      file: 'rules/no_dogs',
      words: 'call it own_no_dogs: by own_ settings know a rule of yours, and no rule of kubectl fleet is called so',
    },
  ]);
});

test('a folder without rules is told how to begin', async () => {
  await expect(read('README.md')).rejects.toMatchObject({
    code: 'RULES_MISSING',
    message: 'rules holds no rules; begin one: kubectl fleet policy new NAME rules',
  });
});

test('the folder of a rule is not the folder of rules', async () => {
  const rule = { shown: 'rules/own_dogs', path: join(path, 'own_dogs') };
  await read('own_dogs/own_dogs.rego');
  await expect(readRuleFolders(rule, [])).rejects.toMatchObject({
    code: 'RULES_MISSING',
    message: 'rules/own_dogs is the folder of a rule; name the folder that holds it: rules',
  });
});

test('a folder that is not there is named as the user wrote it', async () => {
  await expect(readRuleFolders({ shown: 'rules', path: join(path, 'nowhere') }, [])).rejects.toMatchObject({
    code: 'RULES_MISSING',
    message: 'rules is no folder that can be read',
  });
});
