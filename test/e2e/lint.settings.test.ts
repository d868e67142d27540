import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { node, program } from './plugin.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lint-settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the built program as a user does. */
async function lint(words: readonly string[]): Promise<ProgramAnswer> {
  return runProgram(node, [program, 'lint', ...words], { cwd: folder });
}

const database = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop, labels: { karmada.io/managed: "true" } }
`;

test('settings from a file say what a rule does, where and until when', async () => {
  await writeFile(join(folder, 'database.yaml'), database);
  const settings = (until: string) => `rules:
  no-federated-stateful:
    - action: off
      namespaces: { matchLabels: { kubernetes.io/metadata.name: test } }
    - action: warn
      until: ${until}
`;
  await writeFile(join(folder, 'settings.yml'), settings('2261-12-31'));
  const words = ['database.yaml', '--settings', 'settings.yml'];
  const warned = await lint(words);
  expect(warned.stdout.split('\n')[0]).toBe('database.yaml:1  warn  no-federated-stateful');
  expect(warned.exitCode).toBe(0);
  await writeFile(join(folder, 'settings.yml'), settings('2026-01-01'));
  const denied = await lint(words);
  expect(denied.stdout.split('\n')[0]).toBe('database.yaml:1  deny  no-federated-stateful');
  expect(denied.exitCode).toBe(1);
});

test('the place of published pages is a link of every finding', async () => {
  await writeFile(join(folder, 'database.yaml'), database);
  await writeFile(join(folder, 'settings.yml'), 'docs: { url: "https://wiki.example.com/fleet/" }\n');
  const lintAs = (format: string) => lint(['database.yaml', '--settings', 'settings.yml', '-o', format]);
  const page = 'https://wiki.example.com/fleet/no-federated-stateful';
  expect((await lintAs('table')).stdout).toContain(`\n    page  ${page}\n`);
  expect((await lintAs('json')).stdout).toContain(`"doc": "${page}"`);
  expect((await lintAs('sarif')).stdout).toContain(`"helpUri": "${page}"`);
  expect((await lint(['database.yaml', '-o', 'json'])).stdout).not.toContain('"doc"');
});

test('settings that cannot be used are refused with their path before anything is read', async () => {
  await writeFile(
    join(folder, 'settings.yml'),
    'rules: { no-federated-stateful: forbid, no-manual-edit: [{ until: 1 }] }\n',
  );
  expect(await lint(['nowhere.yaml', '--settings', 'settings.yml'])).toEqual({
    stdout: '',
    stderr:
      'error: settings settings.yml: rules.no-federated-stateful must be deny, warn, audit, off or a list of such actions; ' +
      "rules.no-manual-edit[0] must have required property 'action'; rules.no-manual-edit[0].until must be string\n",
    exitCode: 2,
  });
  expect(await lint(['nowhere.yaml', '--settings', 'other.yml'])).toEqual({
    stdout: '',
    stderr: 'error: settings other.yml cannot be read: no such file or directory\n',
    exitCode: 2,
  });
});

/** A FleetExemption of the database that ends in so many days from today. */
function exemption(days: number): string {
  const end = new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
  return `apiVersion: kubectl-fleet.io/v1alpha1
kind: FleetExemption
metadata: { name: orders-db }
spec:
  rules: [no-federated-stateful]
  objects: { kinds: [{ group: apps, kind: StatefulSet }], namespaces: [shop], names: [orders-db] }
  owner: payments
  reason: moves to a cluster of its own
  ticket: OPS-12
  expiresAt: ${end}
`;
}

test.each([
  { days: 60, action: 'audit', exitCode: 0, says: 'Exempted until' },
  { days: 3, action: 'warn', exitCode: 0, says: 'which is soon' },
  { days: -3, action: 'deny', exitCode: 1, says: 'has expired' },
  { days: 100, action: 'deny', exitCode: 1, says: 'longer than 90 days' },
])('an exemption that lies beside its object and ends in $days days: $action', async ({ days, says, ...expected }) => {
  await writeFile(join(folder, 'database.yaml'), database);
  await writeFile(join(folder, 'exemption.yaml'), exemption(days));
  const { stdout, exitCode } = await lint(['.']);
  expect({ action: stdout.split('  ')[1], exitCode }).toEqual(expected);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(says);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('FleetExemption orders-db, owner payments, ticket OPS-12');
});

test('an exemption that cannot be used is an error of its file, and exempts nothing', async () => {
  await writeFile(join(folder, 'database.yaml'), `${database}---\n${exemption(60).replace('OPS-12', '""')}`);
  const { stdout, stderr, exitCode } = await lint(['database.yaml']);
  expect(stdout.split('\n')[0]).toBe('database.yaml:1  deny  no-federated-stateful');
  expect(stderr.split('\n')[0]).toBe('error: database.yaml:5: FleetExemption: spec.ticket must not be empty');
  expect(exitCode).toBe(2);
});
