import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { node, program } from './plugin.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the built program as a user does. */
async function lint(words: readonly string[], { stdin = '', cwd = repository } = {}) {
  const child = spawn(node, [program, 'lint', ...words], { cwd });
  child.stdin.end(stdin);
  const closed = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { stdout, stderr, exitCode };
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lint-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the allowed examples pass without a word', async () => {
  expect(await lint(['examples/allowed', '--fail-on', 'audit'])).toEqual({
    stdout: '',
    stderr: '5 objects in 4 files: 0 denied, 0 warnings, 0 audit\n',
    exitCode: 0,
  });
});

test('the refused examples are refused, each by the rule that it shows and at its object', async () => {
  const { stdout, stderr, exitCode } = await lint(['examples/refused', '-o', 'json']);
  const report: unknown = JSON.parse(stdout);
  const finding = (place: string, rule: string, path: string, object: string[]) => {
    const [file, line] = place.split(':');
    const [apiVersion, kind, name] = object;
    return {
      rule,
      action: 'deny',
      path,
      object: { apiVersion, kind, namespace: 'shop', name },
      source: { file: `examples/refused/${file ?? ''}`, line: 2 },
      at: { line: Number(line) },
    };
  };
  const stateful = 'no-federated-stateful';
  const archived = 'no-archived-federation';
  const policy = ['policy.karmada.io/v1alpha1', 'PropagationPolicy', 'databases'];
  const federated = ['types.kubefed.io/v1beta1', 'FederatedStatefulSet', 'orders-db'];
  const placed = ['apps/v1', 'StatefulSet', 'orders-db'];
  const mixed = ['apps/v1', 'Deployment', 'thumbnails'];
  const template = 'spec.template.spec';
  expect(report).toMatchObject({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'LintReport',
    summary: { objects: 4, deny: 6, warn: 1, audit: 0 },
    findings: [
      finding('federated-statefulset-of-kubefed.yaml:12', stateful, 'spec.template', federated),
      { ...finding('federated-statefulset-of-kubefed.yaml:2', archived, 'apiVersion', federated), action: 'warn' },
      finding('federated-statefulset.yaml:8', stateful, 'metadata.labels[karmada.io/managed]', placed),
      finding('mixed-placement.yaml:23', 'no-mixed-placement', `${template}.nodeSelector[type]`, mixed),
      finding('mixed-placement.yaml:25', 'no-mixed-placement', `${template}.tolerations[0]`, mixed),
      finding('propagation-of-statefulsets.yaml:9', stateful, 'spec.resourceSelectors[0]', policy),
      finding('propagation-of-statefulsets.yaml:11', stateful, 'spec.resourceSelectors[1]', policy),
    ],
  });
  expect(stderr).toBe('4 objects in 4 files: 6 denied, 1 warning, 0 audit\n');
  expect(exitCode).toBe(1);
});

test('every example says in its first line what it shows', async () => {
  const files = (await readdir(join(repository, 'examples'), { recursive: true })).filter(file =>
    file.endsWith('.yaml'),
  );
  const firstLines = await Promise.all(
    files.map(async file => (await readFile(join(repository, 'examples', file), 'utf8')).split('\n')[0] ?? ''),
  );
  expect(firstLines.filter(line => !/^# .{20}/.test(line))).toEqual([]);
  expect(files).toHaveLength(16);
});

test('a person reads where, what, why and what to do within 80 columns', async () => {
  const { stdout } = await lint(['examples/refused/federated-statefulset.yaml']);
  expect(stdout.split('\n')).toEqual([
    'examples/refused/federated-statefulset.yaml:2  deny  no-federated-stateful',
    '  StatefulSet shop/orders-db was placed here by Karmada (Work',
    '  orders-db-86f889777c, label karmada.io/managed) and holds state of its own.',
    '    at    metadata.labels[karmada.io/managed], line 8',
    '    why   a federation copies or moves an object and leaves its data behind',
    '    fix   take it out of the resourceSelectors of PropagationPolicy orders-db in',
    '          Karmada, and deploy it in each cluster by itself (GitOps) and let the',
    '          database replicate',
    '    more  kubectl fleet explain no-federated-stateful',
    '',
  ]);
});

test('a List on standard input is judged item by item', async () => {
  const stdin = JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'b', labels: { 'kubefed.io/managed': 'true' } },
        },
      ],
    },
    null,
    1,
  );
  const { stdout, stderr, exitCode } = await lint(['-'], { stdin });
  expect(stdout.split('\n')[0]).toBe('-:12  deny  no-federated-stateful');
  expect(stderr).toBe('2 objects in 1 file: 1 denied, 0 warnings, 0 audit\n');
  expect(exitCode).toBe(1);
});

test('a workload is judged with the claim that lies in another file', async () => {
  await writeFile(
    join(folder, 'claim.yaml'),
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce]}\n',
  );
  await writeFile(
    join(folder, 'workload.yaml'),
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {karmada.io/managed: "true"}}
spec: {template: {spec: {volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]}}}
`,
  );
  const alone = await lint(['workload.yaml'], { cwd: folder });
  const together = await lint(['.'], { cwd: folder });
  expect([alone.exitCode, together.exitCode]).toEqual([0, 1]);
  expect(together.stdout.split('\n')[0]).toBe('workload.yaml:1  deny  no-federated-stateful');
});

test('what cannot be read is told with its place, the rest is judged, and the exit code is 2', async () => {
  await writeFile(join(folder, 'broken.yaml'), 'a: 1\n b: 2\n');
  await writeFile(join(folder, 'values.yaml'), '# settings of a chart\nreplicas: 3\n');
  await writeFile(join(folder, 'image.json'), Buffer.from([0x89, 0x50, 0x00]));
  await writeFile(join(folder, 'good.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');
  expect(await lint(['.', 'nowhere.yaml'], { cwd: folder })).toEqual({
    stdout: '',
    stderr: [
      'error: broken.yaml:2:3: indented unlike the lines around it, or text that needs quotation marks',
      'error: image.json: line 1, column 3 is a NUL byte; save the file as UTF-8 if it is text',
      'error: nowhere.yaml: no such file or folder',
      '1 file skipped: not a Kubernetes object; --strict makes it an error',
      '1 object in 2 files: 0 denied, 0 warnings, 0 audit; 3 errors',
      '',
    ].join('\n'),
    exitCode: 2,
  });
});

test('what is made to do harm is refused file by file, and the rest is judged', async () => {
  const levels = Array.from({ length: 10 }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*a${level - 1}`));
    return `a${level}: &a${level} [${items.join(', ')}]\n`;
  });
  await writeFile(join(folder, 'bomb.yaml'), levels.join(''));
  await writeFile(join(folder, 'deep.yaml'), '['.repeat(200_000));
  await writeFile(join(folder, 'unclosed.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: {\n  name: a\nspec: {}\n');
  await writeFile(join(folder, 'large.yaml'), Buffer.alloc(50 * 2 ** 20, 'a: 1\n'));
  await writeFile(join(folder, 'latin.yaml'), Buffer.from('a: ü', 'latin1'));
  await symlink('loop.yaml', join(folder, 'loop.yaml'));
  await symlink('.', join(folder, 'self'));
  await writeFile(join(folder, 'good.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');
  expect(await lint(['.', '/dev/zero'], { cwd: folder })).toEqual({
    stdout: '',
    stderr: [
      'error: /dev/zero: is larger than 32 MiB',
      'error: bomb.yaml:6:10: aliases add more than 100000 values',
      'error: deep.yaml:1:1000: nested more than 1000 levels deep',
      'error: large.yaml: is larger than 32 MiB',
      'error: latin.yaml: line 1, column 4 is not UTF-8; save the file as UTF-8',
      'error: loop.yaml: a symbolic link that leads back to itself',
      'error: unclosed.yaml:3:11: { is not closed',
      '1 object in 4 files: 0 denied, 0 warnings, 0 audit; 7 errors',
      '',
    ].join('\n'),
    exitCode: 2,
  });
});

test('the built program writes every format', async () => {
  const outputs = ['json', 'yaml', 'sarif', 'github', 'junit'].map(async format => {
    const { stdout, exitCode } = await lint(['examples/refused/federated-statefulset.yaml', '-o', format]);
    return [exitCode, stdout.split('\n')[0]?.slice(0, 90)];
  });
  expect(await Promise.all(outputs)).toEqual([
    [1, '{'],
    [1, 'apiVersion: kubectl-fleet.io/v1alpha1'],
    [1, '{'],
    [1, '::error file=examples/refused/federated-statefulset.yaml,line=8,col=5,title=no-federated-s'],
    [1, '<?xml version="1.0" encoding="UTF-8"?>'],
  ]);
});

test('errors stand in the JSON report too', async () => {
  const { stdout, exitCode } = await lint(['-', '-o', 'json'], { stdin: 'replicas: 3\n' });
  expect(JSON.parse(stdout)).toEqual({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'LintReport',
    summary: { objects: 0, deny: 0, warn: 0, audit: 0 },
    findings: [],
    errors: [{ file: '-', line: 1, message: 'is not a Kubernetes object: no apiVersion' }],
  });
  expect(exitCode).toBe(2);
});

test('a name that would steer the terminal is shown and not obeyed', async () => {
  const stdin =
    '{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"\\u001b[2J","labels":{"karmada.io/managed":"true"}}}';
  const { stdout } = await lint(['-'], { stdin });
  expect(stdout.split('\n')[1]).toBe('  StatefulSet ^[[2J was placed here by Karmada (label karmada.io/managed) and');
});

test('without a path the usage is wrong', async () => {
  const { stdout, stderr, exitCode } = await lint([]);
  expect([stdout, stderr.split('\n')[0], exitCode]).toEqual([
    '',
    'error: lint needs PATH: a file, a folder or - for standard input',
    2,
  ]);
});
