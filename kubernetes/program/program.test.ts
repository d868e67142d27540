import { expect, test } from 'vitest';
import { runProgram } from './program.ts';

test('a program is given its words, its input and its environment, and answers with both outputs', async () => {
  const script = 'read line; echo "$1 $line $PLACE"; echo oops >&2; exit 3';
  const answer = await runProgram('sh', ['-c', script, 'sh', 'a  b'], { input: 'c\n', env: { PLACE: 'd' } });
  expect(answer).toEqual({ stdout: 'a  b c d\n', stderr: 'oops\n', exitCode: 3 });
});

test('a program that a signal ends answers as it does in a shell', async () => {
  expect(await runProgram('sh', ['-c', 'kill -KILL $$'])).toEqual({ stdout: '', stderr: '', exitCode: 137 });
});

test('a program that does not read its input is no failure', async () => {
  expect(await runProgram('true', [], { input: 'x'.repeat(1_000_000) })).toMatchObject({ exitCode: 0 });
});

test('a program that is not there is a failure', async () => {
  await expect(runProgram('no-such-program', [])).rejects.toMatchObject({ code: 'ENOENT' });
});
