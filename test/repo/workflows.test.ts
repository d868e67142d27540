import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { runProgram } from '../../kubernetes/program/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { missingProgram } from '../../tools/binaries/missing-program.ts';
import { actionlint, helm } from '../../tools/binaries/tools.ts';
import { findZizmor } from '../../tools/binaries/zizmor.ts';
import { describeUnless } from '../testbed/describe-unless.ts';
import { projectFiles, root, textOf } from './source-files.ts';

const files = projectFiles();
const workflows = files.filter(path => path.startsWith('.github/workflows/'));
const clean = { stdout: '', exitCode: 0 };

/** First groups of all matches of a pattern in all workflows, each once. */
function namedInWorkflows(pattern: RegExp): string[] {
  return [...new Set(workflows.flatMap(path => [...textOf(path).matchAll(pattern)].map(([, name = '']) => name)))];
}

test('actionlint finds nothing in the workflows', async () => {
  // Without the programs for shell and Python that it would run where it finds them: the answer is
  // the same on every machine.
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

test('workflows use the oldest promised Node, the one of the scripts and a newer one, and one Go and one helm', () => {
  const [usual = ''] = process.versions.node.split('.');
  const [, oldest = ''] = manifest.devDependencies['node-oldest'].split('node@');
  const [newest, ...others] = namedInWorkflows(/node-version: (.*)/g).filter(name => ![usual, oldest].includes(name));
  expect(Number(newest)).toBeGreaterThan(Number(usual));
  expect(others).toEqual([]);
  expect(textOf('.github/workflows/pull-request.yml')).toContain(`node-version: ${oldest}\n`);
  expect(namedInWorkflows(/go-version: (.*)/g)).toHaveLength(1);
  expect(namedInWorkflows(/cmd\/helm@(\S+)/g)).toEqual([helm.version]);
});

test('the keys of caches follow files that exist', () => {
  const patterns = namedInWorkflows(/hashFiles\(([^)]*)\)/g).flatMap(list => list.match(/[^', ]+/g) ?? []);
  expect(patterns.filter(pattern => !files.some(path => picomatch.isMatch(path, pattern)))).toEqual([]);
  expect(patterns.length).toBeGreaterThan(1);
});

test('pull requests need no secret and write nothing', () => {
  const text = textOf('.github/workflows/pull-request.yml');
  expect(text).not.toContain('secrets.');
  expect(text).not.toContain('pull_request_target');
  expect([...text.matchAll(/^ {6}[\w-]+: (?:read|write|none)$/gm)].map(([line]) => line.trim())).toEqual(
    Array.from(text.matchAll(/^ {4}permissions:$/gm), () => 'contents: read'),
  );
});
