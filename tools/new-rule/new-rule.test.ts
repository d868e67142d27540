import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { rulesOf } from '../../plugins/fleet/pages/rule-pages.ts';
import { actionsOf } from '../../policies/bundle/samples.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import { readSamples } from '../../test/policies/sample.ts';
import { checkRego } from '../rego/check-rego.ts';
import { compilePolicy } from '../rego/compile-policy.ts';
import { ruleFile } from '../documentation/rules.ts';
import { root } from '../repository/root.ts';
import { startRule } from '../../policies/bundle/start-rule.ts';
import { newRuleName } from './rule-name.ts';

let folder: string;
let rules: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-new-rule-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  rules = join(folder, 'fleet/rules');
  await mkdir(rules, { recursive: true });
});

const copyPolicies = (): Promise<void> => cp(join(root, 'policies/fleet'), join(folder, 'fleet'), { recursive: true });

/** Starts a rule as `make new-rule` does. */
const start = async (id: string) => startRule({ shown: rules, path: rules }, newRuleName(id, await readdir(rules)));

test('a new rule passes every check as it is written', async () => {
  await copyPolicies();
  const files = await start('no-something-2');
  expect(files.map(file => relative(rules, file))).toEqual([
    'no_something_2/no_something_2.rego',
    'no_something_2/no_something_2_test.rego',
    'no_something_2/samples/warn_todo.yaml',
    'no_something_2/samples/allow_without.yaml',
    'no_something_2/samples/allow_other_kind.yaml',
    'no_something_2/samples/allow_other_group.yaml',
  ]);
  const { problems } = await checkRego(folder, 'fleet/');
  expect(problems.filter(problem => problem.includes('no_something_2'))).toEqual([]);
  await compilePolicy(folder, folder);
  const engine = await loadEngine(pathToFileURL(`${folder}/`));
  const samples = readSamples(rules).filter(({ rule }) => rule === 'no-something-2');
  const verdicts = samples.map(({ rule, input }) => actionsOf(rule, engine.decide(input)));
  expect(verdicts).toEqual(samples.map(({ verdict }) => (verdict === 'allow' ? [] : [verdict])));
  const made = rulesOf(engine).filter(({ id }) => id === 'no-something-2');
  expect(made.map(ruleFile).join('')).toContain('# no-something-2\n');
});

test('a rule that is there stays as it is', async () => {
  await copyPolicies();
  const rule = join(rules, 'no_mixed_placement/no_mixed_placement.rego');
  const before = await readFile(rule, 'utf8');
  await expect(start('no-mixed-placement')).rejects.toThrow(
    new RangeError('there is a rule no-mixed-placement already'),
  );
  expect(await readFile(rule, 'utf8')).toBe(before);
});

test("a name of a user's own rules is none for a rule of this project", async () => {
  await expect(start('own-something')).rejects.toThrow(
    new RangeError('"own-something" is a name for a rule of a user\'s own: those begin with own-'),
  );
});

test.each(['', 'No-Something', 'no_something', 'no--something', '../no', 'no-test', '2-much'])(
  '"%s" is no name for a rule',
  async id => {
    await expect(start(id)).rejects.toThrow(
      new RangeError(`"${id}" is no name for a rule: write NAME=no-something (a-z, 0-9 and -, not ending in -test)`),
    );
  },
);
