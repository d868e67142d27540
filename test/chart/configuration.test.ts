import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { readConfig } from '../../webhooks/config.ts';
import { rendered, valuesFiles } from '../testbed/webhook/chart.ts';

const ConfigMap = Type.Object({ data: Type.Object({ 'webhook.yaml': Type.String() }) });

/** The configuration that the webhook reads when the chart is installed with these values. */
async function configuration(values: object | string): Promise<Awaited<ReturnType<typeof readConfig>>> {
  const objects = await rendered(values);
  const map = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'fleet-webhook');
  if (!Value.Check(ConfigMap, map)) throw new Error('the chart makes no ConfigMap with webhook.yaml');
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-chart-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'webhook.yaml'), map.data['webhook.yaml']);
  return readConfig(['--config', join(folder, 'webhook.yaml')], {});
}

const withServer = valuesFiles.filter(({ name }) => !name.includes('registration'));

test.each(withServer)('the webhook reads the configuration that $name makes', async ({ file }) => {
  expect(await configuration(file)).toMatchObject({ listen: { host: '::' }, namespace: 'fleet-system' });
});

test('settings are handed on as they are', async () => {
  const settings = {
    rules: { 'no-federated-stateful': 'warn', 'ownership-required': [{ action: 'off', until: '2027-01-01' }] },
    ownerKeys: ['team'],
    breakGlassGroups: ['oncall'],
    exemptionDays: 30,
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
