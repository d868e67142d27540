import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { fleetErrors } from '../../command-line/errors.ts';
import type { Environment } from '../../command-line/environment.ts';
import { run } from '../../program.ts';

const policyFolder = new URL('../../../../dist/', import.meta.url);

/** Lints the manifests on standard input. */
async function lintText(text: string, flags: readonly string[] = [], paths: readonly string[] = ['-']) {
  const out: string[] = [];
  const err: string[] = [];
  const environment: Environment = {
    stdout: line => void out.push(line),
    stderr: line => void err.push(line),
    progress: () => undefined,
    stdin: Readable.from([Buffer.from(text)]),
    terminal: { stdin: false },
    env: {},
    workingDirectory: '/',
    policyFolder,
    signal: new AbortController().signal,
    now: () => new Date('2026-01-31T12:00:00Z'),
  };
  const exitCode = await run(['lint', ...flags, ...paths], 'kubectl fleet', environment);
  return { exitCode, out, err };
}

const allowed = '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: prod}}\n';
const refused =
  '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, labels: {karmada.io/managed: "true"}}}\n';
const unowned = '{apiVersion: v1, kind: Namespace, metadata: {name: prod}}\n';

test('what no rule minds prints nothing but the count', async () => {
  expect(await lintText(allowed)).toEqual({
    exitCode: 0,
    out: [],
    err: ['1 object in 1 file: 0 denied, 0 warnings, 0 audit'],
  });
});

test('a denial is exit code 1, and --fail-on never makes it 0', async () => {
  const { exitCode, out, err } = await lintText(refused);
  expect(exitCode).toBe(1);
  expect(out.join('\n').split('\n')[0]).toBe('-:1  deny  no-federated-stateful');
  expect(err).toEqual(['1 object in 1 file: 1 denied, 0 warnings, 0 audit']);
  expect((await lintText(refused, ['--fail-on=never'])).exitCode).toBe(0);
  expect((await lintText(refused, ['--fail-on=audit'])).exitCode).toBe(1);
});

test('what cannot be read is exit code 2 whatever else was found', async () => {
  const { exitCode, err } = await lintText(`${refused}---\nreplicas: 1\n`, ['--fail-on=never']);
  expect(exitCode).toBe(2);
  expect(err).toEqual([
    'error: -:3: is not a Kubernetes object: no apiVersion',
    '1 object in 1 file: 1 denied, 0 warnings, 0 audit; 1 error',
  ]);
});

test('an owner that may be inherited from what was not shown is not missed', async () => {
  expect((await lintText(unowned, ['--fail-on=warn'])).exitCode).toBe(0);
});

test('an object is judged for the version of the cluster that it is meant for', async () => {
  const ingress = '{apiVersion: extensions/v1beta1, kind: Ingress, metadata: {name: web, namespace: shop}}';
  const actions = ['v1.21', '1.22'].map(async target => {
    const { exitCode, out } = await lintText(ingress, [`--target-version=${target}`]);
    return [exitCode, out.join('\n').split('\n').slice(0, 3)];
  });
  expect(await Promise.all(actions)).toEqual([
    [0, ['']],
    [
      1,
      [
        '-:1  deny  api-served',
        '  Ingress shop/web is written in extensions/v1beta1, which Kubernetes v1.22 does',
        '  not serve: it was removed in 1.22.',
      ],
    ],
  ]);
});

test('a target is understood as clusters of a provider write it', async () => {
  const budget = '{apiVersion: policy/v1beta1, kind: PodDisruptionBudget, metadata: {name: web, namespace: shop}}';
  const codes = ['1.24-gke.1', '1.25-gke.1', 'v1.30+'].map(async target => {
    const { exitCode } = await lintText(budget, [`--target-version=${target}`, '--fail-on=warn']);
    return exitCode;
  });
  expect(await Promise.all(codes)).toEqual([0, 1, 1]);
});

test('once a run says what cannot be told of a target that is too new to be known', async () => {
  const { err } = await lintText(`${allowed}---\n${allowed}`, ['--target-version=1.999']);
  expect(err).toEqual([
    expect.stringMatching(
      /^note: api-served cannot tell what Kubernetes 1\.999 no longer serves: it knows releases up to 1\./,
    ),
    '2 objects in 1 file: 0 denied, 0 warnings, 0 audit',
  ]);
});

test('usage errors are told before anything is read', async () => {
  await expect(lintText(allowed, [], [])).rejects.toEqual(
    fleetErrors.parametersMissing('lint', 'PATH: a file, a folder or - for standard input'),
  );
  await expect(lintText(allowed, ['--output=wide'])).rejects.toEqual(
    fleetErrors.formatUnknown('wide', ['table', 'json', 'yaml', 'sarif', 'github', 'junit'], 'lint'),
  );
  await expect(lintText(allowed, ['--cluster-facts=-'])).rejects.toEqual(
    fleetErrors.flagInvalid('cluster-facts', '-', 'a file, because standard input is read for manifests'),
  );
  await expect(lintText(allowed, ['--fail-on=constructor'])).rejects.toEqual(
    fleetErrors.flagInvalid('fail-on', 'constructor', 'deny, warn, audit or never'),
  );
});

test('a file is named as kubectl names it, too', async () => {
  expect((await lintText(refused, ['--filename=-', '--recursive'], [])).exitCode).toBe(1);
});

test('nothing to judge is no pass, unless that is said to be well', async () => {
  expect(await lintText('# nothing\n---\n')).toEqual({
    exitCode: 2,
    out: [],
    err: [
      'error: -: there is no Kubernetes object to judge; --allow-empty accepts that',
      '0 objects in 1 file: 0 denied, 0 warnings, 0 audit; 1 error',
    ],
  });
  expect((await lintText('', ['--allow-empty'])).exitCode).toBe(0);
});

test('rules are asked by their names', async () => {
  expect((await lintText(refused, ['--rule=no-federated-stateful'])).exitCode).toBe(1);
  expect((await lintText(refused, ['--skip-rule=no-federated-stateful'])).exitCode).toBe(0);
  await expect(lintText(refused, ['--rule=no-federated-statefull'])).rejects.toThrow(
    '--rule no-federated-statefull: there is no such rule; did you mean no-federated-stateful?',
  );
});
