import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { isRuleName, readRuleNames } from './rule-folders.ts';

let path: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'kubectl-fleet-folders-'));
  onTestFinished(() => rm(path, { recursive: true }));
});

/** The names in a folder with these files, where no-pets is a rule of this project. */
async function namesWith(...files: string[]): Promise<string[]> {
  for (const file of files) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), '');
  }
  return readRuleNames({ shown: 'rules', path }, ['no_pets']);
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
  expect(await namesWith(...files)).toEqual(['own_cats', 'own_dogs']);
});

test.each([
  {
    files: ['no_pets/no_pets.rego'],
    code: 'RULE_TAKEN',
    message:
      'rules/no_pets: no-pets is a rule of kubectl fleet; give yours another name (settings change what ours does)',
  },
  {
    files: ['No-Dogs/No-Dogs.rego'],
    code: 'RULE_INVALID',
    message: "rules/No-Dogs: a rule's folder has a name such as own_no_latest_tag (a-z, 0-9, _; not ending in _test)",
  },
  {
    files: ['own_dogs/dogs.rego'],
    code: 'RULE_INVALID',
    message: 'rules/own_dogs: its rule has to be in own_dogs.rego',
  },
  {
    files: ['no_dogs/no_dogs.rego'],
    code: 'RULE_INVALID',
    message:
      'rules/no_dogs: call it own_no_dogs: by own_ settings know a rule of yours, and no rule of kubectl fleet is called so',
  },
  {
    files: ['no_dogs.rego'],
    code: 'RULE_INVALID',
    message: 'rules/no_dogs.rego: a rule has a folder of its own, <name>/<name>.rego',
  },
  { files: ['README.md'], code: 'RULES_MISSING', message: 'rules holds no rules; a rule is rules/<name>/<name>.rego' },
])('$files is refused', async ({ files, code, message }) => {
  await expect(namesWith(...files)).rejects.toMatchObject({ name: 'PolicyError', code, message });
});

test('a folder that is not there is named as the user wrote it', async () => {
  await expect(readRuleNames({ shown: 'rules', path: join(path, 'nowhere') }, [])).rejects.toMatchObject({
    code: 'RULES_MISSING',
    message: 'rules is no folder that can be read',
  });
});

test('a name that a package or a test file would not bear is none', () => {
  const none = ['no__dogs', '_dogs', 'dogs_', '1dog', 'no-dogs', 'Dogs', 'a_test', ''];
  expect(['a', 'no_dogs', 'k8s_1'].filter(isRuleName)).toHaveLength(3);
  expect(none.filter(isRuleName)).toEqual([]);
});
