import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import { installKinds, ownKind } from '../testbed/kinds/install.ts';
import { guardNamespace, type GuardedNamespace } from './guarded-namespace.ts';

const { eu1 } = inject('fleet');
const namespace = 'admission-exemptions';
const kind = 'fleetexemptions.kubectl-fleet.io';
let guarded: GuardedNamespace;
beforeAll(async () => {
  guarded = await guardNamespace(eu1, namespace);
  // The test starts after the webhook, which looks for new kinds every half a minute.
  await installKinds(eu1, ['kubectl-fleet']);
});
afterAll(async () => {
  await guarded.remove();
  await kubectl(eu1, ['delete', 'customresourcedefinition', kind]);
});

const apply = async (object: object, ...words: string[]): Promise<ProgramAnswer> =>
  kubectl(eu1, ['apply', '-f', '-', ...words], { input: JSON.stringify(object) });

const labels = { app: 'db', 'karmada.io/managed': 'true' };
const create = (name: string, ...words: string[]): Promise<ProgramAnswer> =>
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
    ...words,
  );
const createDry = (name: string): Promise<ProgramAnswer> => create(name, '--dry-run=server');
const exempt = (
  name: string,
  expiresAt: string,
  rule = 'no-federated-stateful',
  objects: object = { namespaces: [namespace], names: [name] },
): Promise<ProgramAnswer> =>
  apply({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetExemption',
    metadata: { name },
    spec: {
      rules: [rule],
      objects,
      owner: 'payments',
      reason: 'moves to GitOps',
      ticket: 'PAY-7',
      expiresAt,
    },
  });
const show = async (): Promise<string> =>
  (await kubectl(eu1, ['get', 'fleetexemptions'])).stdout.replaceAll(/\d+s$/gm, 'AGE');
const day = (fromNow: number): string => new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10);

test('what an exemption names passes from then on, and nothing else', async () => {
  expect((await createDry('orders')).stderr).toContain('no-federated-stateful: StatefulSet');
  expect(await exempt('orders', day(30))).toMatchObject({ exitCode: 0, stderr: '' });
  const passed = await until('the exemption is known', async () => {
    const answer = await createDry('orders');
    return answer.exitCode === 0 ? answer : undefined;
  });
  expect(passed.stdout).toContain('statefulset.apps/orders created (server dry run)');
  expect((await createDry('invoices')).stderr).toContain('denied the request');
});

test('an exemption that has ended is named in the denial, with its day', async () => {
  await exempt('ledger', day(-1));
  const denied = await until('the ended exemption is known', async () => {
    const { stderr } = await createDry('ledger');
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

/** Matches every object that does not opt out. */
const all = { selector: { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] } };
const selectorAlone = 'must have names, namespaces or kinds beside the selector, which alone may catch every object';

test('one that names its objects by a selector alone is refused when it is written', async () => {
  const { stderr } = await exempt('all', day(30), 'no-federated-stateful', all);
  expect(stderr).toContain(`The FleetExemption "all" is invalid: spec.objects: Invalid value`);
  expect(stderr).toContain(selectorAlone);
});

test('a malformed exemption exempts nothing', async () => {
  await exempt('carts', day(30), 'no-federated-statefull');
  await exempt('known', day(30));
  await until('the later exemption is known', async () =>
    (await createDry('known')).exitCode === 0 ? true : undefined,
  );
  expect((await createDry('carts')).stderr).toContain('denied the request');
});

test('a selector alone that a cluster stores already exempts nothing, and its status says why', async () => {
  const takes = async (name: string): Promise<boolean> =>
    (await exempt(name, day(30), 'no-federated-stateful', all)).exitCode === 0;
  const schema = '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/objects/x-kubernetes-validations';
  const patch = JSON.stringify([{ op: 'remove', path: schema }]);
  await kubectl(eu1, ['patch', 'customresourcedefinition', kind, '--type=json', '-p', patch]);
  await until('the kind takes it, as it did once', async () => (await takes('all')) || undefined);
  await kubectl(eu1, ['replace', '-f', ownKind]);
  await until('the kind refuses it', async () => !(await takes('all-2')) || undefined);
  // Its status still changes: an API server validates only the changes.
  await kubectl(eu1, ['patch', 'fleetexemption', 'all', '--type=merge', '-p', '{"spec":{"reason":"none"}}']);
  const message = await until('its status speaks of the change', async () => {
    const wanted = 'jsonpath={.status.observedGeneration} {.status.state}: {.status.message}';
    const { stdout } = await kubectl(eu1, ['get', 'fleetexemption', 'all', '-o', wanted]);
    return stdout.startsWith('2 ') ? stdout : undefined;
  });
  expect(message).toBe(`2 Malformed: spec.objects ${selectorAlone}`);
  expect((await createDry('invoices')).stderr).toContain('denied the request');
  await kubectl(eu1, ['delete', 'fleetexemptions', 'all', 'all-2', '--ignore-not-found']);
});

test('an exemption shows how it stands, and how often it was used once its webhook has written that down', async () => {
  await until(
    'the states are there',
    async () => ((await show()).match(/Active|Expired|Malformed/g)?.length ?? 0) === 4 || undefined,
  );
  expect(await show()).toBe(
    [
      'NAME     OWNER      RULES                        EXPIRES      STATE       USED   LAST USED   AGE',
      `carts    payments   ["no-federated-statefull"]   ${day(30)}   Malformed   0                  AGE`,
      `known    payments   ["no-federated-stateful"]    ${day(30)}   Active      0                  AGE`,
      `ledger   payments   ["no-federated-stateful"]    ${day(-1)}   Expired     0                  AGE`,
      `orders   payments   ["no-federated-stateful"]    ${day(30)}   Active      0                  AGE`,
      '',
    ].join('\n'),
  );
  const { stdout } = await kubectl(eu1, ['get', 'fleetexemption', 'carts', '-o', 'jsonpath={.status.message}']);
  expect(stdout).toMatch(/^spec.rules\[0\] no-federated-statefull is no rule; there are: /);
  expect((await create('orders')).stdout).toBe('statefulset.apps/orders created\n');
  process.kill(guarded.webhook.pid, 'SIGTERM');
  const used = await until('the use is written down', async () => {
    const answer = await kubectl(eu1, [
      'get',
      'fleetexemption',
      'orders',
      '-o',
      'jsonpath={.status.used} {.status.usedIsEstimate} {.status.lastUsed}',
    ]);
    return answer.stdout.startsWith('1 ') ? answer.stdout : undefined;
  });
  // The reviews by dry run do not count, and a client that sends one here proves nothing.
  const [, isEstimate, last = ''] = used.split(' ');
  expect(isEstimate).toBe('true');
  expect(Date.now() - Date.parse(last)).toBeLessThan(60_000);
});
