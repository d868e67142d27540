import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findFiles } from './find-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), '');
  }
}

test('a folder stands for the manifests below it, sorted', async () => {
  await write('d/b.yml', 'd/a.yaml', 'd/deep/er/c.JSON', 'd/README.md', 'd/values.yaml.gotmpl');
  expect(await findFiles(['d'], folder)).toMatchObject({
    files: ['d/a.yaml', 'd/b.yml', 'd/deep/er/c.JSON'],
    problems: [],
  });
});

test('hidden folders and files are left out, and node_modules', async () => {
  await write('a.yaml', '.github/workflows/ci.yaml', '.hidden.yaml', 'web/node_modules/b/package.json');
  expect(await findFiles(['.'], folder)).toMatchObject({ files: ['a.yaml'], problems: [] });
});

test('a named file is read whatever its name', async () => {
  await write('manifest.txt', '.hidden');
  expect(await findFiles(['manifest.txt', '.hidden'], folder)).toMatchObject({
    files: ['manifest.txt', '.hidden'],
    problems: [],
  });
});

test('paths stay as the user wrote them, and standard input is passed on', async () => {
  await write('d/a.yaml');
  expect((await findFiles([join(folder, 'd'), '-'], '/')).files).toEqual([join(folder, 'd/a.yaml'), '-']);
});

test('a file that two paths lead to is there once', async () => {
  await write('d/a.yaml', 'd/b.yaml');
  expect((await findFiles(['d/a.yaml', 'd', './d/b.yaml', '-', '-'], folder)).files).toEqual([
    'd/a.yaml',
    'd/b.yaml',
    '-',
  ]);
});

test('each path has what it leads to, and what does not exist is a problem', async () => {
  await write('d/README.md', 'a.yaml');
  const { files, problems, paths } = await findFiles(['d', 'nowhere', 'a.yaml', 'a.yaml/b'], folder);
  expect(files).toEqual(['a.yaml']);
  expect(problems).toEqual([
    { file: 'nowhere', message: 'no such file or folder' },
    { file: 'a.yaml/b', message: 'no such file or folder' },
  ]);
  expect(paths).toMatchObject([
    { path: 'd', isFolder: true, files: [], problems: [] },
    { path: 'nowhere', files: [], problems: [{ file: 'nowhere' }] },
    { path: 'a.yaml', isFolder: false, files: ['a.yaml'], leftOut: [] },
    { path: 'a.yaml/b', files: [], problems: [{ file: 'a.yaml/b' }] },
  ]);
});

test('what the user excludes is left out, a folder with all that is below it', async () => {
  await write('d/a.yaml', 'd/test/b.yaml', 'd/test/deep/c.yaml', 'd/dev.yaml');
  const { files, leftOut, paths } = await findFiles(['d', 'd/dev.yaml'], folder, {
    kustomize: false,
    exclude: ['test', 'dev.yaml'],
  });
  expect(files).toEqual(['d/a.yaml']);
  expect(paths.map(({ leftOut }) => leftOut.length)).toEqual([2, 1]);
  expect(leftOut).toEqual([join(folder, 'd/dev.yaml'), join(folder, 'd/test')]);
});

test('ignore files leave out what is beside and below them, also what is named', async () => {
  await write('r/.git/HEAD', 'r/a.yaml', 'r/d/a.yaml', 'r/d/b.yaml', 'r/d/generated/c.yaml', 'r/d/keep/a.yaml');
  await writeFile(join(folder, '.kubectl-fleet-ignore'), '*\n');
  await writeFile(join(folder, 'r/.kubectl-fleet-ignore'), '# of others\na.yaml\ngenerated/\n');
  await writeFile(join(folder, 'r/d/keep/.kubectl-fleet-ignore'), '!a.yaml\n');
  expect((await findFiles(['r'], folder)).files).toEqual(['r/d/b.yaml', 'r/d/keep/a.yaml']);
  expect((await findFiles(['d', 'd/a.yaml', 'a.yaml'], join(folder, 'r'))).files).toEqual([
    'd/b.yaml',
    'd/keep/a.yaml',
  ]);
  expect((await findFiles(['generated'], join(folder, 'r/d'))).files).toEqual([]);
});

test('an ignore file that cannot be read costs its folder alone', async () => {
  await write('a.yaml', 'd/a.yaml', 'd/.kubectl-fleet-ignore/x');
  const { files, problems } = await findFiles(['d', '.'], folder);
  const message = '.kubectl-fleet-ignore cannot be read: it is a folder';
  expect(files).toEqual(['a.yaml']);
  expect(problems).toEqual([
    { file: 'd', message },
    { file: 'd', message },
  ]);
});

test('a linked file is read and a linked folder not entered, so that no loop of links goes on for ever', async () => {
  await write('elsewhere/a.yaml', 'd/b.yaml');
  await symlink('../elsewhere/a.yaml', join(folder, 'd/a.yaml'));
  await symlink('../elsewhere', join(folder, 'd/linked'));
  await symlink('../elsewhere', join(folder, 'd/linked.yaml'));
  await symlink('.', join(folder, 'd/self'));
  expect(await findFiles(['d'], folder)).toMatchObject({ files: ['d/a.yaml', 'd/b.yaml'], problems: [] });
});

test('a linked folder that is named is entered', async () => {
  await write('elsewhere/a.yaml');
  await symlink('elsewhere', join(folder, 'd'));
  expect((await findFiles(['d'], folder)).files).toEqual(['d/a.yaml']);
});

test('a link named like a manifest that leads to nothing or to itself is a problem', async () => {
  await write('d/ok.yaml');
  await symlink('nowhere', join(folder, 'd/a.yaml'));
  await symlink('b.yaml', join(folder, 'd/b.yaml'));
  expect(await findFiles(['d'], folder)).toMatchObject({
    files: ['d/ok.yaml'],
    problems: [
      { file: 'd/a.yaml', message: 'no such file or folder' },
      { file: 'd/b.yaml', message: 'a symbolic link that leads back to itself' },
    ],
  });
});

test('a link to a file that the kernel makes up is a problem, unless the user names it', async () => {
  await write('d/ok.yaml');
  await symlink('/proc/version', join(folder, 'd/a.yaml'));
  await symlink('/dev/null', join(folder, 'd/b.yaml'));
  expect(await findFiles(['d'], folder)).toMatchObject({
    files: ['d/ok.yaml'],
    problems: [{ file: 'd/a.yaml', message: 'a link to /proc/version' }],
  });
  expect((await findFiles(['d/a.yaml'], folder)).files).toEqual(['d/a.yaml']);
});

test('a kustomization may have no ending, where it is asked for', async () => {
  await write('d/Kustomization', 'd/a.yaml', 'd/NotKustomization');
  expect((await findFiles(['d'], folder, { kustomize: true })).files).toEqual(['d/Kustomization', 'd/a.yaml']);
  expect((await findFiles(['d'], folder)).files).toEqual(['d/a.yaml']);
});
