import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { WebhookError } from './errors/webhook-error.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-config-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function fileOf(text: string): Promise<string> {
  const file = join(folder, 'config.yaml');
  await writeFile(file, text);
  return file;
}

const least = `
listen: { host: 0.0.0.0, port: 8443 }
certificate: { cert: tls/tls.crt, key: /run/tls.key }
cluster: { name: eu-1, fleet: acme, owner: payments }
`;

test('paths are relative to the file, the rest is as it stands there', async () => {
  const more = 'kubeconfig: admin.kubeconfig\nbundle: own/bundle.tar.gz\ndrainSeconds: 0\nlimits: { queued: 100 }\n';
  const config = await readConfig(['--config', await fileOf(least + more)], {});
  expect(config).toEqual({
    listen: { host: '0.0.0.0', port: 8443 },
    certificate: { cert: join(folder, 'tls/tls.crt'), key: '/run/tls.key' },
    cluster: { name: 'eu-1', fleet: 'acme', owner: 'payments' },
    kubeconfig: join(folder, 'admin.kubeconfig'),
    bundle: join(folder, 'own/bundle.tar.gz'),
    drainSeconds: 0,
    limits: { queued: 100, queuedMebibytes: 64, evaluationMilliseconds: 500, workers: 1 },
    settings: {},
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test('the files of keys are relative to the file, too', async () => {
  const signature =
    'bundle: own.tar.gz\nbundleSignature: { keys: [{ id: a, file: keys/a.pub, algorithm: ES256 }], scope: eu }\n';
  expect(await readConfig(['--config', await fileOf(least + signature)], {})).toMatchObject({
    bundleSignature: { keys: [{ id: 'a', file: join(folder, 'keys/a.pub'), algorithm: 'ES256' }], scope: 'eu' },
  });
});

test('settings are handed on as they are written', async () => {
  const settings = `
settings:
  rules:
    ownership-required: off
    no-manual-edit:
      - { action: deny, namespaces: { matchLabels: { env: prod } } }
      - { action: audit, until: 2026-12-31, then: warn }
  ownerKeys: [team]
  owners: { shop: { groups: [shop-team] } }
  breakGlassGroups: [platform]
  exemptionDays: 30
`;
  const config = await readConfig(['--config', await fileOf(least + settings)], {});
  expect(config.settings).toEqual({
    rules: {
      'ownership-required': 'off',
      'no-manual-edit': [
        { action: 'deny', namespaces: { matchLabels: { env: 'prod' } } },
        { action: 'audit', until: '2026-12-31', then: 'warn' },
      ],
    },
    ownerKeys: ['team'],
    owners: { shop: { groups: ['shop-team'] } },
    breakGlassGroups: ['platform'],
    exemptionDays: 30,
  });
});

test('JSON is read too, and the environment may name the file', async () => {
  const json = JSON.stringify({
    listen: { host: '::', port: 0 },
    certificate: { cert: 'c', key: 'k' },
    cluster: { name: 'eu-1', fleet: '', owner: '' },
  });
  expect(await readConfig([], { KUBECTL_FLEET_CONFIG: await fileOf(json) })).toMatchObject({ cluster: { owner: '' } });
});

const managed = 'managed: { secret: s, lease: l, hosts: [h.svc], configurations: { validating: v } }';

test('the authorities of callers lie beside the file', async () => {
  const tokens = { issuer: 'https://kubernetes.default.svc', audience: 'https://h.svc:443' };
  const callers = { clientCA: 'callers.crt', names: ['kube-apiserver'], tokens };
  const file = await fileOf(`${least}callers: ${JSON.stringify(callers)}`);
  expect((await readConfig(['--config', file], {})).callers).toEqual({
    ...callers,
    clientCA: join(folder, 'callers.crt'),
  });
});

test('a certificate may be made by the webhook itself', async () => {
  const file = await fileOf(
    `${least.replace('cert: tls/tls.crt, key: /run/tls.key', managed)}namespace: fleet-system\n`,
  );
  expect((await readConfig(['--config', file], {})).certificate).toEqual({
    managed: { secret: 's', lease: 'l', hosts: ['h.svc'], configurations: { validating: 'v' } },
    namespace: 'fleet-system',
  });
});

test.each([
  ['settings:', {}],
  ['settings: [no-pets]', ['no-pets']],
  [
    'settings: { rules: { no-pets: forbid }, owners: 1, caller: x }',
    { rules: { 'no-pets': 'forbid' }, owners: 1, caller: 'x' },
  ],
])('nothing below settings ends the process: %s', async (written, settings) => {
  expect((await readConfig(['--config', await fileOf(least + written)], {})).settings).toEqual(settings);
});

const invalid: [string, string][] = [
  [least.replace('port:', 'prt:'), "listen must have required property 'port'; listen.prt is not known here"],
  [least.replace('8443', '"8443"'), 'listen.port must be integer'],
  ['', 'the file must be object'],
  [`${least}caller: { clientCA: callers.crt }`, 'caller is not known here'],
  [`${least}bundel: own-rules.tar.gz`, 'bundel is not known here'],
  [`${least}bundle: b\nbundleSignatur: { keys: [] }`, 'bundleSignatur is not known here'],
  [`${least}rules: { no-pets: warn }`, 'rules is not known here'],
  [least.replace(', key: /run/tls.key', ''), 'certificate must have cert and key, or managed and a namespace'],
  [
    least.replace('cert: tls/tls.crt, key: /run/tls.key', managed),
    'certificate must have cert and key, or managed and a namespace',
  ],
  [
    `${least}bundleSignature: { keys: [{ id: a, file: a.pub, algorithm: RS256 }] }`,
    'bundleSignature is of a bundle, and there is none',
  ],
  [
    `${least}callers: { names: [kube-apiserver] }`,
    'callers must have clientCA or tokens, by which they prove who they are',
  ],
  [`${least}bundle: b\nbundleSignature: { keys: [] }`, 'bundleSignature.keys must not be empty'],
  [
    `${least}bundle: b\nbundleSignature: { keys: [{ id: a, file: a, algorithm: none }] }`,
    'bundleSignature.keys[0].algorithm must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, HS256, HS384, HS512',
  ],
];

test.each(invalid)('an invalid file is refused with the path in it (%#)', async (text, words) => {
  const file = await fileOf(text);
  await expect(readConfig(['--config', file], {})).rejects.toThrow(
    new WebhookError('CONFIG_INVALID', `${file}: ${words}`),
  );
});

test('no file, an unknown flag and a file that is not there are told apart', async () => {
  const refusal = async (args: string[]): Promise<unknown> => readConfig(args, {}).catch((error: unknown) => error);
  expect(await refusal([])).toEqual(
    new WebhookError('CONFIG_UNREADABLE', 'no configuration: give --config FILE or set KUBECTL_FLEET_CONFIG'),
  );
  expect(await refusal(['--cfg', 'x'])).toEqual(new WebhookError('CONFIG_UNREADABLE', "Unknown option '--cfg'"));
  expect(await refusal(['--config', '/not/there'])).toEqual(
    new WebhookError(
      'CONFIG_UNREADABLE',
      "/not/there cannot be read: ENOENT: no such file or directory, open '/not/there'",
    ),
  );
});
