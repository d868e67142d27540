import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadKubeconfig } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-yaml-'));
});
afterAll(() => rm(folder, { recursive: true }));

const head = 'apiVersion: v1\nkind: Config\n';
const context = (name: string) => `- {name: ${name}, context: {cluster: c, user: u}}\n`;

/**
 * The contexts of a kubeconfig by name, as the real kubectl and as the plugin read them; undefined
 * where it is refused.
 */
async function contextsOf(text: string | Buffer): Promise<Record<'kubectl' | 'plugin', string[] | undefined>> {
  const file = join(folder, 'kubeconfig');
  await writeFile(file, text);
  const words = ['config', 'get-contexts', '-o', 'name', '--kubeconfig', file];
  const { stdout, exitCode } = await runProgram(await findBinary(kubectl), words);
  const read = loadKubeconfig({ explicit: file, env: {}, workingDirectory: folder });
  const plugin = await read.then(
    ({ contexts }) => [...contexts.keys()].sort(),
    () => undefined,
  );
  return { kubectl: exitCode === 0 ? stdout.split('\n').slice(0, -1) : undefined, plugin };
}

test.each([
  ['a second document', `${head}contexts:\n${context('a')}---\n${head}contexts:\n${context('b')}`],
  ['a second document that is broken', `${head}contexts:\n${context('a')}---\n[\n`],
  ['an end marker and more', `${head}contexts:\n${context('a')}...\n[\n`],
  ['comments around it', `# a\n---\n# b\n${head}contexts:\n${context('a')}---\n# c\n`],
  ['a directive', `%YAML 1.1\n---\n${head}contexts:\n${context('a')}`],
  ['a key twice', `${head}contexts:\n${context('a')}contexts:\n${context('b')}`],
  ['a name twice in an entry', `${head}contexts:\n- name: a\n  name: b\n  context: {cluster: c}\n`],
  [
    '<<',
    `${head}contexts:\n- &a {name: a, context: {cluster: c}}\n- {<<: *a, name: b}\n- {name: d, <<: *a, name: e}\n`,
  ],
  ['brackets in the column of their key', `${head}contexts:\n- name: a\n  context: {\n  cluster: c\n}\n`],
  ['quoted text of two lines', `${head}contexts:\n- name: "a\nb"\n  context: {cluster: c}\n`],
  ['tabs behind colons', `${head}contexts:\n- name:\ta\n  context:\t{cluster: c}\n`],
  ['lines of Windows', `${head}contexts:\n${context('a')}`.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\uFEFF${head}contexts:\n${context('a')}`],
  ['UTF-16', Buffer.from(`\uFEFF${head}contexts:\n${context('a')}`, 'utf16le')],
  ['JSON with a key twice', '{"apiVersion":"v1","kind":"Config","contexts":[{"name":"a","name":"b","context":{}}]}'],
])('%s: kubectl and the plugin find the same contexts', async (_, text) => {
  const { kubectl: expected, plugin } = await contextsOf(text);
  expect(plugin).toEqual(expected);
  expect(expected?.length).toBeGreaterThan(0);
});

test.each([
  ['a bracket that is not closed', `${head}contexts: [\n`],
  ['a tab that indents', `${head}contexts:\n\t- name: a\n`],
  ['a NUL byte', `${head}\0`],
  ['an alias of nothing', `${head}contexts: *a\n`],
  ['plain text', 'contexts\n'],
])('%s: kubectl and the plugin refuse it', async (_, text) => {
  expect(await contextsOf(text)).toEqual({ kubectl: undefined, plugin: undefined });
});
