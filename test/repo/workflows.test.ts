import { expect, test } from 'vitest';
import { runProgram } from '../../policies/bundle/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { missingProgram } from '../../tools/binaries/missing-program.ts';
import { actionlint } from '../../tools/binaries/tools.ts';
import { findZizmor } from '../../tools/binaries/zizmor.ts';
import { describeUnless } from '../testbed/describe-unless.ts';
import { projectFiles, root, textOf } from './source-files.ts';

const workflows = projectFiles().filter(path => path.startsWith('.github/workflows/'));
const clean = { stdout: '', exitCode: 0 };

test('actionlint finds nothing in the workflows', async () => {
  // Without the programs for shell and Python that it would run where it finds them: the answer is the same on every machine.
  const words = ['-shellcheck=', '-pyflakes=', ...workflows];
  expect(await runProgram(await findBinary(actionlint), words, { cwd: root, env: process.env })).toMatchObject(clean);
  expect(workflows.length).toBeGreaterThan(0);
});

describeUnless(await missingProgram({ python3: 'python3-venv' }), 'zizmor', () => {
  test('it finds nothing in the workflows and the action, not even what only an auditor would ask about', async () => {
    const words = ['--offline', '--quiet', '--persona=auditor', '--format=plain', ...workflows, 'action.yml'];
    const { stdout, exitCode } = await runProgram(await findZizmor(), words, { cwd: root, env: process.env });
    expect(stdout).toMatch(/^No findings/);
    expect(exitCode).toBe(0);
  });
});

test('every action is named by one commit, with its tag beside it', () => {
  const uses = [...workflows, 'action.yml'].flatMap(path =>
    [...textOf(path).matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, named = '']) => named),
  );
  expect(uses.filter(named => !/^[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(named))).toEqual([]);
  const byAction = Map.groupBy(new Set(uses), named => named.split('@')[0]);
  expect([...byAction.values()].filter(commits => commits.length > 1)).toEqual([]);
  expect(byAction.size).toBeGreaterThan(3);
});
