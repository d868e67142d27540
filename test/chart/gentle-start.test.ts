import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { installKinds } from '../testbed/kinds/install.ts';
import { send } from '../testbed/cluster/send.ts';
import { chart, rendered } from '../testbed/webhook/chart.ts';
import { register } from '../testbed/webhook/register.ts';
import { runWebhook, untilReady, type RunningWebhook } from '../testbed/webhook/run-webhook.ts';
import { plainObjects } from './plain-objects.ts';

const careful = join(chart, 'ci/careful-values.yaml');
const examples = join(import.meta.dirname, '../../examples/refused');
const refused = readdirSync(examples).map(name => ({ name, file: join(examples, name) }));

const Values = Type.Object({ webhooks: Type.Object({}) });
const ConfigMap = Type.Object({ data: Type.Object({ 'webhook.yaml': Type.String() }) });
const Configuration = Type.Object({ settings: Type.Optional(Type.Unknown()) });

let cluster: Cluster;
let webhook: RunningWebhook;
beforeAll(async () => {
  cluster = await startCluster({ name: 'gentle' });
  await installKinds(cluster, ['karmada', 'kubefed']);
  await applyObjects(cluster, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }]);
  const { authority } = cluster;
  webhook = await runWebhook(cluster, { cluster, fleet: '', owner: '', authority, drainSeconds: 0 });
  await untilReady(webhook.url, authority.certificate);
});
afterAll(() => cluster.stop());

/**
 * Gives the running webhook the settings of a chart with these values, and its API server the
 * registration.
 */
async function install(values: object): Promise<void> {
  const map = (await rendered({ cluster: { name: 'eu-1' }, ...values })).find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'fleet-webhook',
  );
  const { settings } = Value.Parse(Configuration, parse(Value.Parse(ConfigMap, map).data['webhook.yaml']));
  await webhook.configure({ settings });
  const { webhooks } = Value.Check(Values, values) ? values : { webhooks: {} };
  await register(cluster, { url: webhook.url, authority: cluster.authority.certificate }, webhooks);
}

const apply = (file: string, ...words: string[]): Promise<ProgramAnswer> =>
  kubectl(cluster, ['apply', '-f', file, ...words]);

/** Waits until each of the examples is answered in this way. */
async function untilAnswered(words: string): Promise<void> {
  for (const { name, file } of refused) {
    await until(`${name}: ${words}`, async () => {
      const { stderr } = await apply(file, '--dry-run=server');
      return stderr.includes(words) || undefined;
    });
  }
}

const wouldBeDenied = 'Only the ceiling "*" allows it.';

test('with careful values everything that is refused otherwise passes, and each says what would be denied', async () => {
  await install(Value.Parse(Values, parse(readFileSync(careful, 'utf8'))));
  await untilAnswered(wouldBeDenied);
  for (const { name, file } of refused) {
    const { exitCode, stdout, stderr } = await apply(file);
    expect([name, exitCode]).toEqual([name, 0]);
    expect(stdout).toMatch(/ created\n$/);
    expect(stderr).toMatch(
      /^Warning: no-(federated-stateful|mixed-placement): .*Only the ceiling .*; more: kubectl fleet explain no-/m,
    );
  }
  const logged = (await webhook.log()).split('\n').filter(line => line.includes('"wouldDeny":["no-'));
  expect(logged.length).toBeGreaterThanOrEqual(refused.length);
  const { body } = await send(`${webhook.url}/metrics`, { ca: cluster.authority.certificate });
  for (const rule of ['no-federated-stateful', 'no-mixed-placement']) {
    expect(body).toMatch(new RegExp(`^kubectl_fleet_would_deny_total\\{policy="${rule}"\\} [1-9]`, 'm'));
  }
  expect(refused).toHaveLength(4);
});

test('without the ceiling the same is refused', async () => {
  await kubectl(cluster, ['delete', '-f', examples]);
  await install({});
  await untilAnswered('denied the request');
  for (const { file } of refused) expect(await apply(file)).toMatchObject({ exitCode: 1 });
});

test('what people apply each day prints nothing where only the name of the cluster was said', async () => {
  await install({});
  const before = await findings();
  const { exitCode, stdout, stderr } = await kubectl(cluster, ['apply', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: plainObjects('plain') }),
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n')).toHaveLength(plainObjects('plain').length);
  // The webhook was asked, and has recorded who answers for nothing.
  expect((await findings()) - before).toBeGreaterThanOrEqual(4);
});

/** How many objects without an owner were recorded. */
async function findings(): Promise<number> {
  const { body } = await send(`${webhook.url}/metrics`, { ca: cluster.authority.certificate });
  const [, count = '0'] =
    /^kubectl_fleet_findings_total\{policy="ownership-required",mode="audit"\} (\d+)$/m.exec(body) ?? [];
  return Number(count);
}
