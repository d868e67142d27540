import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { opa } from '../../tools/rego/opa.ts';
import { compileBundle } from '../../policies/bundle/compile-bundle.ts';
import type { Decision } from '../../policies/review/decision.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { appWith, post, reviewOf } from '../../webhooks/app.fixture.ts';
import { findsPods, ruleText, startWorkplace, type Workplace } from './own-rules.fixture.ts';
import { readSamples } from './sample.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

let workplace: Workplace;
beforeEach(async () => {
  workplace = await startWorkplace();
  onTestFinished(workplace.end);
});

/** Builds rules as their author does, and answers where the bundle is. */
async function build(rules: Readonly<Record<string, string>>): Promise<URL> {
  for (const [name, body] of Object.entries(rules)) await workplace.putRule(name, body);
  const { stderr } = await workplace.fleet(['policy', 'build', 'rules']);
  expect(stderr).toMatch(/^wrote bundle/);
  return pathToFileURL(join(workplace.folder, 'bundle.tar.gz'));
}

const [sample] = readSamples();
/** A Pod on its way into a cluster of which nothing is known. */
function podNamed(name: string, changes: Partial<ReviewInput> = {}): ReviewInput {
  if (sample === undefined) throw new Error('there are no samples');
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name } };
  return { ...sample.input, namespace: '', name, object, cluster: {}, ...changes };
}

const said = ({ allowed, findings, failures }: Decision) => ({
  allowed,
  findings: findings.map(({ rule, action }) => `${rule}=${action}`),
  failures,
});

/** Fails on what is called x, and finds nothing elsewhere. */
const conflict =
  'violations contains {"path": "spec", "message": value} if value == "z"\n\nvalue := input.object.metadata.name\n\nvalue := "y" if input.object.metadata.name == "x"';
const conflictsAt = (name: string) => `fleet/rules/${name}/${name}.rego:22:1: var assignment conflict`;

test('a rule that throws is named alone, the others are heard, and nothing is allowed', async () => {
  const engine = await loadEngine(await build({ own_no_conflict: conflict, own_no_pods: findsPods }));
  expect(engine.rules()).toEqual(expect.arrayContaining(['own-no-conflict', 'no-federated-stateful', 'own-no-pods']));
  const failures = [{ rule: 'own-no-conflict', reason: conflictsAt('own_no_conflict') }];
  expect(said(engine.decide(podNamed('x')))).toEqual({ allowed: false, findings: ['own-no-pods=deny'], failures });
  expect(said(engine.decide(podNamed('cart')))).toEqual({
    allowed: false,
    findings: ['own-no-pods=deny'],
    failures: undefined,
  });
  const lenient = podNamed('x', { settings: { rules: { 'own-no-pods': 'warn' } } });
  expect(said(engine.decide(lenient))).toEqual({ allowed: false, findings: ['own-no-pods=warn'], failures });
  const below = engine.decide(podNamed('x', { settings: { rules: { '*': 'warn' } } }));
  expect(said(below)).toEqual({ allowed: true, findings: ['own-no-pods=warn'], failures });
  const off = podNamed('x', { settings: { rules: { 'own-no-pods': 'warn', 'own-no-conflict': 'off' } } });
  expect(said(engine.decide(off))).toEqual({ allowed: true, findings: ['own-no-pods=warn'], failures: undefined });
});

test('a rule that throws only about what was so before has failed, too', async () => {
  const engine = await loadEngine(await build({ own_no_conflict: `${conflict}\n\n${findsPods}` }));
  const before = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } };
  expect(said(engine.decide(podNamed('cart', { operation: 'UPDATE', oldObject: before })))).toEqual({
    allowed: false,
    findings: [],
    failures: [{ rule: 'own-no-conflict', reason: conflictsAt('own_no_conflict') }],
  });
});

test.each([
  'violations contains "It is a Pod."',
  'violations contains {"path": "spec", "message": 7}',
  'violations contains {"message": "It is a Pod."}',
  'violations contains {"path": "spec", "message": "It is a Pod.", "action": "forbid"}',
  'violations contains {"path": "spec", "message": "It is a Pod.", "fix": ["one", "two"]}',
])('a rule that %s has failed', async body => {
  const engine = await loadEngine(await build({ own_no_shape: body }));
  expect(said(engine.decide(podNamed('cart')))).toEqual({
    allowed: false,
    findings: [],
    failures: [
      {
        rule: 'own-no-shape',
        reason:
          'a violation is not of the shape {path, message, action?, why?, fix?, key?, reach?}, with a set as reach',
      },
    ],
  });
});

test('lint tells which rule failed on which object, judges the rest, and ends with exit code 2', async () => {
  await build({ own_no_conflict: conflict, own_no_pods: findsPods });
  await workplace.put('x.yaml', '{apiVersion: v1, kind: Pod, metadata: {name: x}}\n');
  await workplace.put('y.yaml', '{apiVersion: v1, kind: ConfigMap, metadata: {name: cart}}\n');
  const { stdout, stderr, exitCode } = await workplace.fleet(['lint', '--bundle', 'bundle.tar.gz', 'x.yaml', 'y.yaml']);
  expect(stdout.split('\n')[0]).toBe('x.yaml:1  deny  own-no-pods');
  expect(stderr.split('\n')).toEqual([
    `error: x.yaml:1: rule own-no-conflict failed: ${conflictsAt('own_no_conflict')}`,
    '2 objects in 2 files: 1 denied, 0 warnings, 0 audit; 1 error',
    '',
  ]);
  expect(exitCode).toBe(2);
});

test('the webhook refuses what another rule denies, and leaves the rest to failurePolicy', async () => {
  const bundle = await build({ own_no_conflict: conflict, own_no_pods: findsPods });
  const { app } = appWith({ engine: await loadEngine(bundle) });
  const review = (kind: string) => reviewOf({ object: { apiVersion: 'v1', kind, metadata: { name: 'x' } } });
  expect((await post(app, '/validate', review('Pod'))).json()).toMatchObject({ response: { allowed: false } });
  expect(await post(app, '/validate', review('ConfigMap'))).toMatchObject({
    statusCode: 500,
    body: `kubectl fleet: the rules could not be evaluated: RULE_FAILED own-no-conflict: ${conflictsAt('own_no_conflict')}\n`,
  });
});

/** A bundle as somebody makes it without kubectl fleet. */
async function handMade(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(workplace.folder, 'by-hand');
  await cp(join(dist, 'policies'), folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  await writeFile(join(workplace.folder, 'made.tar.gz'), await compileBundle(opa, folder));
  return join(workplace.folder, 'made.tar.gz');
}

test('a bundle that needs a function that nobody provides is refused with its name', async () => {
  const rule = ruleText('own_no_late', 'violations contains {"path": "a", "message": "b"} if time.now_ns() > 1');
  const file = await handMade({ 'fleet/rules/own_no_late/own_no_late.rego': rule });
  await expect(loadEngine(pathToFileURL(file))).rejects.toMatchObject({
    code: 'BUILTIN_MISSING',
    message: `${file} calls functions that nobody provides: time.now_ns`,
  });
});

test('a bundle with a rule that could not be heard is refused with its name', async () => {
  const file = await handMade({ 'fleet/own_rules/data.json': '{"names": ["own_no_pods"]}' });
  await expect(loadEngine(pathToFileURL(file))).rejects.toMatchObject({
    code: 'RULE_INVALID',
    message: `${file}: rule own-no-pods has no metadata`,
  });
  const rule = ruleText('own_no_pods', findsPods).replace('action: deny', 'action: forbid');
  await handMade({ 'fleet/rules/own_no_pods/own_no_pods.rego': rule });
  await expect(loadEngine(pathToFileURL(file))).rejects.toMatchObject({
    code: 'RULE_INVALID',
    message: `${file}: rule own-no-pods: metadata/custom/action must be equal to one of the allowed values`,
  });
});

test('what is no bundle, or one for another version, is refused', async () => {
  const file = join(workplace.folder, 'bundle.tar.gz');
  const refusal = async (content: string | Buffer): Promise<unknown> => {
    await writeFile(file, content);
    return loadEngine(pathToFileURL(file)).catch((error: unknown) => error);
  };
  expect(await refusal('hello')).toEqual(
    new EngineError('POLICY_INVALID', `${file} is no bundle: incorrect header check`),
  );
  expect(await refusal(gzipSync(Buffer.alloc(1024)))).toEqual(
    new EngineError('POLICY_INVALID', `${file} is no bundle: it holds no policy.wasm and data.json`),
  );
  await workplace.put('older/main.rego', 'package fleet.main\n\ndecision := {}\n');
  await opa(
    ['build', '-b', '.', '-t', 'wasm', '-e', 'fleet/main/decision', '-o', file],
    join(workplace.folder, 'older'),
  );
  expect(await loadEngine(pathToFileURL(file)).catch((error: unknown) => error)).toEqual(
    new EngineError(
      'POLICY_INVALID',
      `${file} was built for another version of kubectl fleet: it has no fleet/main/mutation`,
    ),
  );
});
