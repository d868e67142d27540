import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../../policies/bundle/program.ts';
import { node, program } from './plugin.ts';

const repository = join(import.meta.dirname, '../..');
const page = await readFile(join(repository, 'docs/lint.md'), 'utf8');
const sessions = [...page.matchAll(/```console\n\$ kubectl fleet (.*)\n([^]*?)```/g)].map(
  ([, line = '', output = '']) => ({
    line,
    output,
  }),
);

test.each(sessions)('docs/lint.md shows what "$line" prints', async ({ line, output }) => {
  const { stdout, stderr } = await runProgram(node, [program, ...line.split(' ')], { cwd: repository });
  expect(stdout + stderr).toBe(output);
});

test('the page shows something', () => {
  expect(sessions.length).toBeGreaterThan(1);
});
