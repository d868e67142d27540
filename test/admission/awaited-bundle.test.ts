import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { findsPods, startWorkplace, type Workplace } from '../policies/own-rules.fixture.ts';
import { makeKey, signBundle } from '../policies/signed-bundle.fixture.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import { send, type Reply } from '../testbed/cluster/send.ts';
import { mountFiles, type Mount } from './mount.ts';
import { launchWebhook, type WebhookProcess } from './webhook-process.ts';

const { eu1 } = inject('fleet');
const namespace = 'admission-awaited-bundle';

let workplace: Workplace;
let bundles: { unsigned: Buffer; signed: Buffer };
let mount: Mount;
let bundle: string;
let webhook: WebhookProcess;

/** Starts a webhook whose bundle is missing, and whose settings have errors. */
beforeAll(async () => {
  workplace = await startWorkplace();
  await workplace.putRule('own_no_pods', findsPods);
  await workplace.fleet(['policy', 'build', 'rules']);
  const built = join(workplace.folder, 'bundle.tar.gz');
  const unsigned = await readFile(built);
  const key = await makeKey(workplace.folder, 'platform', 'ES256');
  bundles = { unsigned, signed: await signBundle(built, key, { keyid: 'platform' }) };
  mount = await mountFiles({ 'own-rules.tar.gz': '' });
  await mount.put({});
  bundle = mount.file('own-rules.tar.gz');
  await kubectl(eu1, ['create', 'namespace', namespace]);
  webhook = await launchWebhook(eu1, 0, {
    namespace,
    bundle,
    bundleSignature: { keys: [{ id: 'platform', file: key.file, algorithm: 'ES256' }] },
    settings: { rules: { '*': 'wran', 'own-no-pods': 'warn', 'no-pets': 'off' } },
  });
});
afterAll(async () => {
  await webhook.stop();
  await kubectl(eu1, ['delete', 'namespace', namespace, '--wait=false']);
  await mount.remove();
  await workplace.end();
});

const review = JSON.stringify(
  reviewOf({
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: { group: '', version: 'v1', resource: 'pods' },
    namespace: 'default',
    object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'cart', namespace: 'default' } },
  }),
);

const get = (path: string): Promise<Reply> => send(`${webhook.url}${path}`, { ca: webhook.authority });
const ask = (path: string): Promise<Reply> => send(`${webhook.url}${path}`, { ca: webhook.authority, body: review });

async function untilUnready(reason: string): Promise<void> {
  await until(`the bundle ${reason}`, async () => {
    const { status, body } = await get('/readyz');
    return (status === 503 && body.startsWith(`bundle: ${bundle}${reason}`)) || undefined;
  });
}

test('a process that starts without its bundle is alive, judges nothing, and says why', async () => {
  await untilUnready(' cannot be read: ENOENT');
  expect(await get('/healthz')).toMatchObject({ status: 200 });
  for (const path of ['/validate', '/mutate']) {
    const { status, body } = await ask(path);
    expect([path, status]).toEqual([path, 503]);
    expect(body).toContain(`kubectl fleet: not ready: bundle: ${bundle} cannot be read: ENOENT`);
  }
  await until('an Event tells it', async () => {
    const words = ['get', 'events', '-n', namespace, '--field-selector', 'reason=BundleRefused', '-o', 'json'];
    return (await kubectl(eu1, words)).stdout.includes(`${bundle} cannot be read`) || undefined;
  });
  const { body: metrics } = await get('/metrics');
  expect(metrics).toContain('\nkubectl_fleet_policy_refused{part="bundle"} 1\n');
  expect(metrics).toContain('\nkubectl_fleet_ready 0\n');
  expect(metrics).not.toContain('kubectl_fleet_bundle_info{');
  expect(metrics).toContain('\nkubectl_fleet_settings_skipped 0\n');
  // The same check that refuses the bundle would have reported it.
  expect(await webhook.log()).not.toContain('is no rule');
});

test('a bundle that is refused is awaited as well, and the right one is taken up', async () => {
  await mount.put({ 'own-rules.tar.gz': bundles.unsigned });
  await untilUnready(': it is not signed');
  expect(await webhook.log()).toContain('the bundle was refused, nothing is judged until it is right');
  await mount.put({ 'own-rules.tar.gz': bundles.signed });
  await until('it is ready', async () => (await get('/readyz')).status === 200 || undefined);
  const { status, body } = await ask('/validate');
  expect(status).toBe(200);
  expect(body).toContain('own-no-pods: It is a Pod.');
  await webhook.checkAlive();
});

test('what its settings hold of slips is skipped from the start, and the rest counts', async () => {
  const { body } = await get('/readyz');
  expect(body.split('\n').map(line => line.replace(/;.*/, ''))).toEqual([
    'ok',
    'skipped: rules.* must be deny, warn, audit, off or a list of such actions',
    'skipped: rules.no-pets is no rule',
    '',
  ]);
  expect((await ask('/validate')).body).toContain('"allowed":true');
  expect((await get('/metrics')).body).toContain('\nkubectl_fleet_settings_skipped 2\n');
});
