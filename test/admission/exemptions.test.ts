import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { ProgramAnswer } from '../../policies/bundle/program.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/cluster/until.ts';
import { installKinds } from '../testbed/kinds/install.ts';
import { register, unregister, untilCalled, type Registration } from './registration.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

const { eu1 } = inject('fleet');
const namespace = 'admission-exemptions';
const label = 'exemptions';
let webhook: WebhookProcess;
let registration: Registration;

beforeAll(async () => {
  // Before the webhook starts: it asks for new kinds every few minutes only.
  await installKinds(eu1, ['kubectl-fleet']);
  webhook = await startWebhook(eu1);
  registration = { cluster: eu1, label, url: webhook.url, authority: webhook.authority };
  const metadata = { name: namespace, labels: { 'admission-test': label } };
  await apply({ apiVersion: 'v1', kind: 'Namespace', metadata });
  await register(registration, 'Fail');
  await untilCalled(registration, namespace);
});
afterAll(async () => {
  await unregister(registration);
  await kubectl(eu1, ['delete', 'namespace', namespace, '--wait=false']);
  await kubectl(eu1, ['delete', 'customresourcedefinition', 'fleetexemptions.kubectl-fleet.io']);
  await webhook.stop();
});

const apply = async (object: object, ...words: string[]): Promise<ProgramAnswer> =>
  kubectl(eu1, ['apply', '-f', '-', ...words], { input: JSON.stringify(object) });

const labels = { app: 'db', 'karmada.io/managed': 'true' };
const create = (name: string): Promise<ProgramAnswer> =>
  apply(
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name, namespace, labels },
      spec: {
        serviceName: 'db',
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'db', image: 'db:1' }] } },
      },
    },
    '--dry-run=server',
  );
const exempt = (name: string, expiresAt: string, rule = 'no-federated-stateful'): Promise<ProgramAnswer> =>
  apply({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetExemption',
    metadata: { name },
    spec: {
      rules: ['no-federated-stateful', rule],
      objects: { namespaces: [namespace], names: [name] },
      owner: 'payments',
      reason: 'moves to GitOps',
      ticket: 'PAY-7',
      expiresAt,
    },
  });
const day = (fromNow: number): string => new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10);

test('what an exemption names passes from then on, and nothing else', async () => {
  expect((await create('orders')).stderr).toContain('no-federated-stateful: StatefulSet');
  expect(await exempt('orders', day(30))).toMatchObject({ exitCode: 0, stderr: '' });
  const passed = await until('the exemption is known', async () => {
    const answer = await create('orders');
    return answer.exitCode === 0 ? answer : undefined;
  });
  expect(passed.stdout).toContain('statefulset.apps/orders created (server dry run)');
  expect((await create('invoices')).stderr).toContain('denied the request');
});

test('an exemption that has ended is named in the denial, with its day', async () => {
  await exempt('ledger', day(-1));
  const denied = await until('the ended exemption is known', async () => {
    const { stderr } = await create('ledger');
    return stderr.includes('FleetExemption ledger') ? stderr : undefined;
  });
  expect(denied).toContain('denied the request');
  expect(denied).toContain(day(-1));
});

test('what the schema of the kind can tell is refused when it is written', async () => {
  expect((await exempt('carts', 'some day')).stderr).toBe(
    'The FleetExemption "carts" is invalid: spec.expiresAt: Invalid value: "some day": must be a day such as 2026-12-31 or a time such as 2026-12-31T12:00:00Z\n',
  );
});

test('a malformed exemption exempts nothing', async () => {
  await exempt('carts', day(30), 'no-federated-statefull');
  await exempt('known', day(30));
  await until('the later exemption is known', async () => ((await create('known')).exitCode === 0 ? true : undefined));
  expect((await create('carts')).stderr).toContain('denied the request');
});
