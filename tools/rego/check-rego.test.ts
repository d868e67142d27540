import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkRego, type RegoReport } from './check-rego.ts';

const rule = `package rules.a

x := 1 if input.a

y := 2 if {
	input.b
	input.c == 3
}
`;
const ruleTest = `package rules.a_test

import data.rules.a

test_x if a.x == 1 with input as {"a": true}
`;

async function reportOn(files: Record<'a.rego' | 'a_test.rego', string>): Promise<RegoReport> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-rego-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'rules'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'rules', name), text);
  return checkRego(folder, 'rules/');
}

test('lines that no test reaches are named', async () => {
  expect(await reportOn({ 'a.rego': rule, 'a_test.rego': ruleTest })).toEqual({
    problems: [5, 6, 7].map(row => `rules/a.rego:${row}: no test gets here`),
    tests: 1,
    coveredFiles: 2,
  });
});

test('a test that fails is named', async () => {
  const failing = `${ruleTest}\ntest_y if a.y == 2 with input as {"b": true}\n`;
  expect(await reportOn({ 'a.rego': rule, 'a_test.rego': failing })).toEqual({
    problems: ['rules/a_test.rego:7: test_y failed'],
    tests: 2,
    coveredFiles: 0,
  });
});

test('what is not formatted is named', async () => {
  const { problems } = await reportOn({ 'a.rego': rule.replaceAll('\t', '  '), 'a_test.rego': ruleTest });
  expect(problems).toContain('rules/a.rego: not formatted, npm run format does it');
});

test('what a strict compiler refuses is named', async () => {
  const unused = rule.replace('\n\n', '\n\nimport data.foo\n\n');
  const { problems } = await reportOn({ 'a.rego': unused, 'a_test.rego': ruleTest });
  expect(problems).toContain('1 error occurred: rules/a.rego:3: rego_compile_error: import data.foo unused');
});
