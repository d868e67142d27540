import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { comparable, needsNoCluster, sessionsIn } from '../repo/sessions-in.ts';
import { root, textOf } from '../repo/source-files.ts';

/**
 * The blocks of these pages are what the demo prints; test/repo/shown-output.test.ts runs those
 * that need no cluster.
 */
const shown = ['README.md', 'docs/start/first-hour.md'].flatMap(page =>
  sessionsIn(textOf(page))
    .filter(session => !needsNoCluster(session))
    .map(session => ({ page, ...session })),
);
let state = '';
let printed = '';

beforeAll(async () => {
  // A demo that the user has left running lives in another folder.
  state = await mkdtemp(join(tmpdir(), 'kubectl-fleet-demo-'));
  const env = { ...process.env, CI: 'true', XDG_STATE_HOME: state };
  const { stdout, stderr, exitCode } = await runProgram(process.execPath, [join(root, 'test/demo/demo.ts')], { env });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  printed = stdout;
});
afterAll(() => rm(state, { recursive: true }));

test('README and the first hour show some of the demo', () => {
  expect(shown.filter(({ page }) => page === 'README.md').length).toBeGreaterThan(3);
  expect(shown.length).toBeGreaterThan(7);
});

test.each(shown)('the demo prints what $page shows of "$command"', ({ command, output }) => {
  const outputs = printed
    .split(/^\$ /m)
    .filter(session => session.startsWith(`${command}\n`))
    .map(session => comparable(session.slice(command.length).replace(/^# .*/gm, '')));
  expect(outputs).toContain(output);
});
