import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flagValues } from '../command-line/flag-values.ts';
import { printerFlags } from '../command-line/flags/printer-flags.ts';
import { readWords } from '../command-line/words.ts';
import { printJsonPath } from './jsonpath/print.ts';
import { readPrintFormat } from './print-format.ts';

let workingDirectory: string;
beforeAll(async () => {
  workingDirectory = await mkdtemp(join(tmpdir(), 'print-format-'));
  await writeFile(join(workingDirectory, 'path'), '{.kind}\n');
  await writeFile(join(workingDirectory, 'columns'), 'NAME   KIND\n.metadata.name kind\n');
  await writeFile(join(workingDirectory, 'go'), '{{.kind}}');
});
afterAll(() => rm(workingDirectory, { recursive: true }));

async function read(...words: string[]) {
  const flags = flagValues(readWords(words, printerFlags).options, printerFlags, 'get');
  return readPrintFormat(flags, { workingDirectory });
}

test.each([
  [[], 'table'],
  [['-o', 'wide'], 'wide'],
  [['-o', 'JSON'], 'json'],
  [['-oyaml'], 'yaml'],
  [['-o=kyaml'], 'kyaml'],
  [['--output=name'], 'name'],
  [['-o', 'json', '--template', '{.kind}'], 'json'],
])('%j is %s', async (words, format) => {
  expect(await read(...words)).toEqual({ format });
});

test.each([
  ['-o', 'jsonpath={.kind}'],
  ['-o', 'jsonpath', '--template={.kind}'],
  ['-o', 'jsonpath-file=path'],
  ['-o', 'jsonpath-file', '--template', 'path'],
])('%s %s %s is a template', async (...words) => {
  const read1 = await read(...words.filter(word => word !== ''));
  expect('path' in read1 && printJsonPath(read1.path, { kind: 'Pod' }).trim()).toBe('Pod');
});

test('an equals sign belongs to the template', async () => {
  const format = await read('-o', 'jsonpath={.a[?(@.b=="c")].b}');
  expect('path' in format && printJsonPath(format.path, { a: [{ b: 'c' }] })).toBe('c');
});

test('--allow-missing-template-keys and jsonpath-as-json are kept', async () => {
  expect(await read('-o', 'jsonpath-as-json={.a}', '--allow-missing-template-keys=false')).toMatchObject({
    path: { asJson: true, allowMissingKeys: false },
  });
});

test.each([
  ['-o', 'custom-columns=NAME:.metadata.name,KIND:kind'],
  ['-o', 'custom-columns-file=columns'],
])('%s %s are columns', async (...words) => {
  expect(await read(...words)).toMatchObject({
    format: 'custom-columns',
    columns: [
      { header: 'NAME', path: { text: '{.metadata.name}' } },
      { header: 'KIND', path: { text: '{.kind}' } },
    ],
  });
});

test.each([
  [['-o', 'xml'], 'unknown output format "xml": use table, wide, json, yaml, kyaml, name, jsonpath, '],
  [['-o', 'jsonpath'], 'template format specified but no template given'],
  [['-o', 'jsonpath='], 'template format specified but no template given'],
  [['-o', 'custom-columns'], 'custom-columns format specified but no custom columns given'],
  [['-o', 'custom-columns=NAME'], 'unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>'],
  [['-o', 'custom-columns=NAME:{.a}{.b}'], "unexpected path string, expected a 'name1.name2' or "],
  [['-o', 'jsonpath={.a', '--template={.b}'], '-o jsonpath=... and --template exclude each other'],
  [['-o', 'jsonpath={.a'], 'error parsing jsonpath {.a, unclosed action'],
  [['-o', 'jsonpath-file=nowhere'], 'error reading --template nowhere: '],
  [['-o', 'go-template={{.kind}}'], "-o go-template is not there: use -o jsonpath='{.kind}'"],
  [['-o', 'go-template-file=go'], "-o go-template-file is not there: use -o jsonpath='{.kind}'"],
  [['--template', '{{.kind}}'], "-o go-template is not there: use -o jsonpath='{.kind}'"],
  [['-o', 'template={{len .items}}'], '-o template is not there: templates of Go are not evaluated; use '],
])('%j is refused', async (words, message) => {
  await expect(read(...words)).rejects.toThrow(message);
});
