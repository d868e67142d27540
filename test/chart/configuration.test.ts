import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { loadEngine } from '../../policies/engine/engine.ts';
import { usableSettings } from '../../policies/settings/settings.ts';
import { readConfig } from '../../webhooks/config.ts';
import { rendered, valuesFiles } from '../testbed/webhook/chart.ts';

const ConfigMap = Type.Object({ data: Type.Object({ 'webhook.yaml': Type.String() }) });

type Configuration = Awaited<ReturnType<typeof readConfig>>;

/** The configuration that the webhook reads when the chart is installed with these values. */
async function configuration(values: object | string): Promise<Configuration> {
  return readConfig(['--config', await configurationFile(values)], {});
}

async function configurationFile(values: object | string): Promise<string> {
  const objects = await rendered(values);
  const map = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'fleet-webhook');
  if (!Value.Check(ConfigMap, map)) throw new Error('the chart makes no ConfigMap with webhook.yaml');
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-chart-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'webhook.yaml');
  await writeFile(file, map.data['webhook.yaml']);
  return file;
}

/** The files that a configuration names, by where they lie beside it. */
function filesOf(value: unknown, folder: string): string[] {
  if (typeof value === 'string') return value.startsWith(`${folder}/`) ? [relative(folder, value)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(of => filesOf(of, folder)) : [];
}

/** The files that a pod finds in the folder of its configuration. */
async function mounted(values: string): Promise<string[]> {
  const deployment = (await rendered(values)).find(({ kind }) => kind === 'Deployment');
  return [...JSON.stringify(deployment).matchAll(/"path":"([^/"][^"]*)"/g)].map(([, path = '']) => path);
}

const withServer = valuesFiles.filter(({ name }) => !name.includes('registration'));

test.each(withServer)('the webhook reads the configuration that $name makes', async ({ file }) => {
  expect(await configuration(file)).toMatchObject({ listen: { host: '::' }, namespace: 'fleet-system' });
});

test.each(withServer)('every entry of the settings that $name makes counts', async ({ file }) => {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  expect(usableSettings((await configuration(file)).settings, engine.rules()).skipped).toEqual([]);
});

test('a slip in the name of a rule is told before anything is installed', async () => {
  const settings = { rules: { 'no-federated-statefull': 'warn' } };
  await expect(configuration({ cluster: { name: 'eu-1' }, settings })).rejects.toThrow(
    "at '/settings/rules': additional properties 'no-federated-statefull' not allowed",
  );
});

test('a ceiling, and rules of the user that no chart can know, are handed on', async () => {
  const settings = { rules: { '*': 'warn', 'own-no-latest-tag': 'audit' } };
  expect((await configuration({ cluster: { name: 'eu-1' }, settings })).settings).toEqual(settings);
});

test.each(withServer)('a pod has each file that the configuration of $name names, and no other', async ({ file }) => {
  const configurationAt = await configurationFile(file);
  const named = filesOf(await readConfig(['--config', configurationAt], {}), dirname(configurationAt));
  expect((await mounted(file)).sort()).toEqual([...named, 'webhook.yaml'].sort());
});

test('callers are asked for what the values say', async () => {
  const of = async (callers: object): Promise<unknown> =>
    (await configuration({ cluster: { name: 'eu-1' }, callers })).callers;
  const issuer = 'https://kubernetes.default.svc';
  const names = ['kube-apiserver'];
  const clientCA: unknown = expect.stringMatching(/\/callers\.crt$/);
  expect(await of({})).toBe(undefined);
  expect(await of({ clientCA: { configMap: 'callers' } })).toEqual({ clientCA });
  expect(await of({ clientCA: { secret: 'callers' }, names })).toEqual({ clientCA, names });
  expect(await of({ tokens: { issuer, audience: 'https://webhook' }, names })).toEqual({
    names,
    tokens: { issuer, audience: 'https://webhook' },
  });
});

test('a token is for where the API server calls, where nothing else is said', async () => {
  const audience = async (values: object): Promise<string | undefined> => {
    const callers = { tokens: { issuer: 'https://kubernetes.default.svc' } };
    return (await configuration({ cluster: { name: 'eu-1' }, callers, ...values })).callers?.tokens?.audience;
  };
  expect(await audience({})).toBe('https://fleet-webhook.fleet-system.svc:443');
  expect(await audience({ service: { port: 8443 } })).toBe('https://fleet-webhook.fleet-system.svc:8443');
  expect(await audience({ webhooks: { url: 'https://webhook.example.org/eu-1/' } })).toBe(
    'https://webhook.example.org/eu-1',
  );
});

test('how long its certificates are good is handed on as it is', async () => {
  const managed = { authority: { seconds: 31536000 }, leaf: { seconds: 86400 }, settleSeconds: 60, checkSeconds: 0.5 };
  expect((await configuration({ cluster: { name: 'eu-1' }, certificates: { managed } })).certificate).toMatchObject({
    managed,
  });
});

test('settings are handed on as they are', async () => {
  const settings = {
    rules: { 'no-federated-stateful': 'warn', 'ownership-required': [{ action: 'off', until: '2027-01-01' }] },
    ownerKeys: ['team'],
    owners: { shop: { serviceAccounts: ['ci:deployer'] } },
    breakGlassGroups: ['oncall'],
    exemptionDays: 30,
    docs: { url: 'https://wiki.example.com/fleet' },
  };
  expect((await configuration({ cluster: { name: 'eu-1' }, settings })).settings).toEqual(settings);
});

test('off needs no quotation marks, though helm reads false', async () => {
  const rules = {
    'no-manual-edit': false,
    'ownership-required': [{ action: 'warn', until: '2027-01-01', then: false }],
  };
  const settings = { rules, exemptionDays: 30 };
  expect((await configuration({ cluster: { name: 'eu-1' }, settings })).settings).toEqual({
    rules: {
      'no-manual-edit': 'off',
      'ownership-required': [{ action: 'warn', until: '2027-01-01', then: 'off' }],
    },
    exemptionDays: 30,
  });
});

test('a name that YAML could take for something else stays a name', async () => {
  const cluster = { name: 'on', fleet: '1e3', owner: '# payments' };
  expect((await configuration({ cluster })).cluster).toEqual(cluster);
});
