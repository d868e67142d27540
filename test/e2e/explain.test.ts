import { readFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import { beforeAll, expect, test } from 'vitest';
import { Page } from '../../plugins/fleet/pages/page.ts';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { node, program } from './plugin.ts';

const root = new URL('../../', import.meta.url);

/** Runs the installed program without a home, a kubeconfig or a network that it could ask. */
function explain(...words: string[]): Promise<ProgramAnswer> {
  return runProgram(node, [program, 'explain', ...words], { cwd: '/', env: {} });
}

let rules: string[];
let systems: string[];
beforeAll(async () => {
  const list: unknown = JSON.parse((await explain('-o', 'json')).stdout);
  Value.Assert(Page, list);
  const namesOf = (heading: string): string[] =>
    list.sections
      .filter(section => section.heading === heading)
      .flatMap(({ blocks }) => blocks.flatMap(block => ('table' in block ? block.table.rows : [])))
      .map(([name = '']) => name);
  [rules, systems] = [namesOf('Rules'), namesOf('Systems')];
});

test('without a name all pages are listed, within 80 columns', async () => {
  const { stdout, stderr, exitCode } = await explain();
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout.split('\n').filter(line => line.length > 80)).toEqual([]);
  for (const name of [...rules, ...systems, 'virtual-node', 'exemption']) expect(stdout).toContain(name);
  expect(rules.length).toBeGreaterThan(10);
  expect(systems.length).toBeGreaterThan(20);
});

/** A page without the day of its examples, which is always to come where the program prints it. */
const undated = (page: string): string => page.replaceAll(/\b20\d\d-\d\d-\d\d\b/g, 'DAY');

test('the page of a rule is the one in docs/reference/rules, with a day to come in its examples', async () => {
  for (const rule of rules.slice(0, 2)) {
    const { stdout } = await explain(rule, '-o', 'markdown');
    const page = await readFile(new URL(`docs/reference/rules/${rule}.md`, root), 'utf8');
    const [, day = ''] = /expiresAt: (\S+)/.exec(stdout) ?? [];
    expect(Date.parse(day)).toBeGreaterThan(Date.now());
    expect(undated(page).startsWith(undated(stdout))).toBe(true);
  }
});

test('the page of a system is the one in docs/reference/systems', async () => {
  for (const system of ['karmada', 'Liqo']) {
    const { stdout } = await explain(system, '-o', 'markdown');
    const page = await readFile(new URL(`docs/reference/systems/${system.toLowerCase()}.md`, root), 'utf8');
    expect(page.startsWith(stdout)).toBe(true);
  }
});

test('a page is wrapped, but for YAML', async () => {
  const { stdout } = await explain('no-mixed-placement');
  const wrapped = stdout.split('\n').filter(line => line.length > 80);
  expect(wrapped.filter(line => !/^ +[\w./-]+: |^ +- /.test(line))).toEqual([]);
  expect(stdout).toMatch(/^no-mixed-placement\n\n {2}action +deny\n/);
});

test('a name that nothing has ends the program, and the nearest one is told', async () => {
  expect(await explain('karmda')).toEqual({
    stdout: '',
    stderr:
      'error: no rule, system or word is called "karmda"; did you mean karmada?\nSee "kubectl fleet explain --help".\n',
    exitCode: 2,
  });
});
