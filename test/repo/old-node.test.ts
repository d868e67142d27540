import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { runProgram } from '../../kubernetes/program/program.ts';

const repository = join(import.meta.dirname, '../..');
const dist = join(repository, 'dist');

test('the oldest Node that tests run on is the oldest that is promised', async () => {
  const { stdout } = await runProgram(join(repository, 'node_modules/node-oldest/bin/node'), ['--version']);
  expect(`>=${stdout.trim().slice(1)}`).toBe(`${manifest.engines.node}.0`);
});

test('a Node that is too old is told so in one sentence', async () => {
  const pretend = 'data:text/javascript,Object.defineProperty(process, "version", { value: "v18.20.8" })';
  const answer = await runProgram(process.execPath, ['--import', pretend, join(dist, 'kubectl-fleet.js'), 'version']);
  expect(answer).toEqual({
    stdout: '',
    stderr: `error: kubectl fleet needs Node.js 20.19 or newer, and this is 18.20.8 (${process.execPath})\n`,
    exitCode: 2,
  });
});

test('whatever is read before a Node can be told that it is too old is syntax of Node 12', async () => {
  const files = await readAtStart('kubectl-fleet.js');
  for (const [file, text] of files) {
    const options = { format: 'esm', minifyWhitespace: true } as const;
    const { code } = await transform(text, { ...options, target: 'esnext' });
    const { code: older } = await transform(text, { ...options, target: 'node12.20' });
    expect(older, file).toBe(code);
  }
});

/** A file of dist/ and all that it imports at once, with their texts. */
async function readAtStart(file: string, texts = new Map<string, string>()): Promise<ReadonlyMap<string, string>> {
  if (texts.has(file)) return texts;
  const text = await readFile(join(dist, file), 'utf8');
  texts.set(file, text);
  for (const [, name = ''] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) {
    await readAtStart(join(file, '..', name), texts);
  }
  return texts;
}
