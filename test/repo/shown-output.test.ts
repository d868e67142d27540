import { expect, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { helm } from '../../tools/binaries/tools.ts';
import { comparable, needsNoCluster, sessionsIn } from './sessions-in.ts';
import { projectFiles, root, textOf } from './source-files.ts';

/**
 * Sessions that need no cluster. docs/guides/own-rules.md writes files: own-rules-page.test.ts
 * follows it.
 */
const shown = projectFiles()
  .filter(path => path.endsWith('.md') && path !== 'docs/guides/own-rules.md')
  .flatMap(page => sessionsIn(textOf(page)).map(session => ({ page, ...session })))
  .filter(needsNoCluster);

test.each(shown)('$page shows what "$command" prints', async ({ command, output }) => {
  const line = command
    .replace(/^kubectl fleet/, `'${process.execPath}' dist/kubectl-fleet.js`)
    .replace(/^helm/, await findBinary(helm));
  const { stdout, stderr } = await runProgram('sh', ['-c', line], { cwd: root });
  expect(comparable(stdout + stderr)).toBe(output);
});

test('there are pages that show such sessions', () => {
  expect(shown.length).toBeGreaterThan(2);
});
