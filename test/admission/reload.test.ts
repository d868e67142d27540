import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { findsPods, startWorkplace, type Workplace } from '../policies/own-rules.fixture.ts';
import { makeKey, signBundle, type KeyFiles } from '../policies/signed-bundle.fixture.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { mountFiles, type Mount } from './mount.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

const { eu1 } = inject('fleet');
const namespace = 'admission-reload';

let workplace: Workplace;
let bundles: { unsigned: Buffer; signed: Buffer; next: Buffer };
let key: KeyFiles;
let mount: Mount;
let webhook: WebhookProcess;
let configuration: { namespace: string; bundle: string; bundleSignature: object };

beforeAll(async () => {
  workplace = await startWorkplace();
  await workplace.putRule('own_no_pods', findsPods);
  const bundle = join(workplace.folder, 'bundle.tar.gz');
  const build = async (): Promise<Buffer> => {
    await workplace.fleet(['policy', 'build', 'rules']);
    return signBundle(bundle, key, { keyid: 'platform', scope: 'eu' });
  };
  key = await makeKey(workplace.folder, 'platform', 'ES256');
  const signed = await build();
  const unsigned = await readFile(bundle);
  await workplace.putRule('own_no_pods', findsPods.replace('It is a Pod.', 'It is a Pod still.'));
  bundles = { unsigned, signed, next: await build() };
  mount = await mountFiles({ 'own-rules.tar.gz': signed });
  await kubectl(eu1, ['create', 'namespace', namespace]);
  configuration = {
    namespace,
    bundle: mount.file('own-rules.tar.gz'),
    bundleSignature: { keys: [{ id: 'platform', file: key.file, algorithm: 'ES256' }], scope: 'eu' },
  };
  webhook = await startWebhook(eu1, 0, configuration);
});
afterAll(async () => {
  await webhook.stop();
  await kubectl(eu1, ['delete', 'namespace', namespace, '--wait=false']);
  await mount.remove();
  await workplace.end();
});

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'cart', namespace: 'default' } };
const body = JSON.stringify(
  reviewOf({
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: { group: '', version: 'v1', resource: 'pods' },
    namespace: 'default',
    object: pod,
  }),
);

/**
 * Returns the verdict for a Pod (deny, warn or allow), the digest of the rules, and their messages.
 */
async function verdict(agent?: Agent): Promise<{ action: string; policy: string; said: string }> {
  const options = agent === undefined ? { ca: webhook.authority } : { agent };
  const { status, body: text } = await send(`${webhook.url}/validate`, { ...options, body });
  if (status !== 200) throw new Error(`HTTP ${status}: ${text}`);
  const action = text.includes('"allowed":false') ? 'deny' : text.includes('"warnings"') ? 'warn' : 'allow';
  const policy = /"policy":"(sha256:[0-9a-f]{64})"/.exec(text)?.[1] ?? '';
  return { action, policy, said: /It is a Pod[^."]*\./.exec(text)?.[0] ?? '' };
}

const sha256 = (bundle: Buffer) => `sha256:${createHash('sha256').update(bundle).digest('hex')}`;

async function metric(name: string): Promise<string> {
  const { body: text } = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
  return text.split('\n').find(line => line.startsWith(`kubectl_fleet_${name}`)) ?? '';
}

/** Messages of the Events of one reason, with the count of each. */
async function events(reason: string): Promise<string[]> {
  const columns = 'jsonpath={range .items[*]}{.type} {.involvedObject.kind} {.count} {.message}{"\\n"}{end}';
  const words = ['get', 'events', '-n', namespace, '--field-selector', `reason=${reason}`, '-o', columns];
  return (await kubectl(eu1, words)).stdout.trim().split('\n').filter(Boolean);
}

/**
 * Sends reviews without a pause from several connections until the task is done. Returns the number
 * of reviews and the failures.
 */
async function underLoad(task: () => Promise<void>): Promise<{ asked: number; failed: string[] }> {
  let [done, asked] = [false, 0];
  const failed: string[] = [];
  const clients = Array.from({ length: 4 }, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: webhook.authority });
    while (!done) {
      await verdict(agent).catch((error: unknown) => failed.push(String(error)));
      asked += 1;
    }
    agent.destroy();
  });
  await task().finally(() => (done = true));
  await Promise.all(clients);
  return { asked, failed };
}

const untilVerdict = (action: string): Promise<true> =>
  until(`a Pod is answered with ${action}`, async () => (await verdict()).action === action || undefined);

test('other settings are taken up under load, and no call fails', async () => {
  expect(await verdict()).toEqual({ action: 'deny', policy: sha256(bundles.signed), said: 'It is a Pod.' });
  const { asked, failed } = await underLoad(async () => {
    await webhook.configure({ ...configuration, settings: { rules: { 'own-no-pods': 'warn' } } });
    await untilVerdict('warn');
    await webhook.configure(configuration);
    await untilVerdict('deny');
  });
  expect(failed).toEqual([]);
  expect(asked).toBeGreaterThan(10);
});

const skipped = 'rules.no-pets is no rule; there are: ';

test('an entry that cannot be used is skipped and told once, and the others count', async () => {
  await webhook.configure({
    ...configuration,
    settings: { rules: { 'no-pets': 'warn', 'own-no-pods': 'warn' }, owner: 'payments' },
  });
  await untilVerdict('warn');
  expect(await metric('settings_skipped')).toMatch(/ 2$/);
  expect(await metric('policy_refused{part="settings"}')).toMatch(/ 0$/);
  const told = await until('Events tell it', async () => {
    const all = await events('SettingSkipped');
    return all.length > 1 ? all : undefined;
  });
  const [ofOwner, ofRule, ...more] = told.sort();
  expect(ofOwner).toBe('Warning Pod 1 owner is not known here');
  expect(ofRule).toMatch(new RegExp(`^Warning Pod 1 ${skipped}.*, own-no-pods, `));
  expect(more).toEqual([]);
  const { status, body: lines } = await send(`${webhook.url}/readyz`, { ca: webhook.authority });
  expect(status).toBe(200);
  expect(lines).toMatch(new RegExp(`^ok\\nskipped: owner is not known here\\nskipped: ${skipped}.*\\n$`));
  await webhook.configure(configuration);
  await untilVerdict('deny');
  expect(await metric('settings_skipped')).toMatch(/ 0$/);
  expect(await webhook.log()).toContain('an entry of the settings is skipped');
});

test('below a ceiling a rule of the users own warns, and one that cannot be used refuses nothing', async () => {
  await webhook.configure({ ...configuration, settings: { rules: { '*': 'warn' } } });
  await untilVerdict('warn');
  await webhook.configure({ ...configuration, settings: { rules: { '*': 'wran' } } });
  await until('it is skipped', async () => (await metric('settings_skipped')).endsWith(' 1') || undefined);
  expect(await verdict()).toMatchObject({ action: 'warn' });
  await webhook.configure(configuration);
  await untilVerdict('deny');
});

test('a configuration that is wrong for the process changes nothing, and is told once', async () => {
  await webhook.configure({ ...configuration, settings: { rules: { 'own-no-pods': 'off' } }, drainSeconds: 'ten' });
  await until('it is refused', async () => (await metric('settings_load_failures_total')).endsWith(' 1') || undefined);
  const told = await until('an Event tells it', async () => {
    const all = await events('SettingsRefused');
    return all.length > 0 ? all : undefined;
  });
  expect(told).toEqual([expect.stringMatching(/^Warning Pod 1 .*: drainSeconds must be integer$/)]);
  expect(await verdict()).toMatchObject({ action: 'deny' });
  expect(await metric('policy_refused{part="settings"}')).toMatch(/ 1$/);
  expect(await send(`${webhook.url}/readyz`, { ca: webhook.authority })).toMatchObject({ status: 200, body: 'ok\n' });
  await webhook.configure(configuration);
  await until('it is taken', async () => (await metric('policy_refused{part="settings"}')).endsWith(' 0') || undefined);
});

test('a signed bundle is taken up under load, and one that is not signed is refused', async () => {
  const { failed } = await underLoad(async () => {
    await mount.put({ 'own-rules.tar.gz': bundles.next });
    await until(
      'the other bundle is judged by',
      async () => (await verdict()).said === 'It is a Pod still.' || undefined,
    );
  });
  expect(failed).toEqual([]);
  expect(await verdict()).toMatchObject({ action: 'deny', policy: sha256(bundles.next) });
  expect(await metric('bundle_info')).toBe(
    `kubectl_fleet_bundle_info{digest="${sha256(bundles.next)}",signed_by="platform"} 1`,
  );

  await mount.put({ 'own-rules.tar.gz': bundles.unsigned });
  const told = await until('the bundle is refused', async () => {
    const messages = await events('BundleRefused');
    return messages.length > 0 ? messages : undefined;
  });
  expect(told).toEqual([`Warning Pod 1 ${mount.file('own-rules.tar.gz')}: it is not signed`]);
  expect(await metric('bundle_load_failures_total')).toMatch(/ 1$/);
  expect(await verdict()).toMatchObject({ said: 'It is a Pod still.', policy: sha256(bundles.next) });
  // The settings change together with the last good bundle in the meantime.
  await webhook.configure({ ...configuration, settings: { rules: { 'own-no-pods': 'off' } } });
  await untilVerdict('allow');
  await webhook.configure(configuration);
  await mount.put({ 'own-rules.tar.gz': bundles.signed });
  await until('the first bundle is judged by', async () => (await verdict()).said === 'It is a Pod.' || undefined);
  expect(await send(`${webhook.url}/readyz`, { ca: webhook.authority })).toMatchObject({ status: 200 });
  await webhook.checkAlive();
});

test('what is read only at the start is told in the log', async () => {
  await webhook.configure({ ...configuration, drainSeconds: 7 });
  await until('it is told', async () => {
    const words = 'drainSeconds in the configuration has changed: it is read when the process starts';
    return (await webhook.log()).includes(words) || undefined;
  });
});
