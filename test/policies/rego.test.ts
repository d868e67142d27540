import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkRego } from '../../tools/rego/check-rego.ts';
import { compilePolicy } from '../../tools/rego/compile-policy.ts';
import { root } from '../../tools/repository/root.ts';

test('the Rego is formatted, strict and tested, and each line is reached by a test', async () => {
  const { problems, tests, coveredFiles } = await checkRego(join(root, 'policies'), 'fleet/');
  expect(problems).toEqual([]);
  expect(tests).toBeGreaterThan(80);
  expect(coveredFiles).toBeGreaterThan(20);
});

test('compiling twice gives the same bytes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-policy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = await compilePolicy('policies', join(folder, 'first'));
  const second = await compilePolicy('policies', join(folder, 'second'));
  expect(Object.keys(first)).toEqual(['policy.wasm', 'data.json']);
  for (const [name, content] of Object.entries(first)) expect(second[name]?.equals(content)).toBe(true);
});
