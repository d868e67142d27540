import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textOf } from './text-of.ts';

test('the text is that of a file, and nothing of what may never end or is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'text-of-'));
  await writeFile(join(folder, 'a.yaml'), 'kind: A');
  await symlink('a.yaml', join(folder, 'link.yaml'));
  await symlink('/dev/zero', join(folder, 'zero.yaml'));
  const names = ['a.yaml', 'link.yaml', 'zero.yaml', 'none.yaml', '.'];
  expect(await Promise.all(names.map(name => textOf(join(folder, name))))).toEqual(['kind: A', 'kind: A', '', '', '']);
  await rm(folder, { recursive: true });
});
