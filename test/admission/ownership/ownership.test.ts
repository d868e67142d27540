import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { kubectl } from '../../testbed/cluster/kubectl.ts';
import type { WebhookProcess } from '../webhook-process.ts';
import { done, type Case, type Place } from './case.ts';
import { helmCases, writeChart } from './helm-cases.ts';
import { kubectlCases } from './kubectl-cases.ts';
import { ownerKey } from './objects.ts';
import { expectedOutcome, outcomeOf, type Age, type Outcome } from './outcome.ts';
import { describeRegime, guard, regimes, removeAll, startWebhooks, type Regime } from './regimes.ts';
import { rolloutCases } from './rollout-cases.ts';
import { systemCases } from './system-cases.ts';
import { letWrite, person, writerAs } from './writers.ts';

const { eu1 } = inject('fleet');
const chart = await mkdtemp(join(tmpdir(), 'kubectl-fleet-chart-'));
const cases = [...kubectlCases, ...rolloutCases, ...systemCases, ...helmCases(chart)];
const ages: readonly Age[] = ['older', 'newer'];

let webhooks: readonly WebhookProcess[];
const parents = new Map<string, string>();
beforeAll(async () => {
  vi.stubEnv('KUBE_EDITOR', 'sed -i s/a:1/a:2/');
  await writeChart(chart);
  await letWrite(eu1, 'ownership');
  webhooks = await startWebhooks(eu1);
  await Promise.all(
    regimes.map(async regime => {
      const parent = ['configmap', 'parent', '-n', regime.namespace, '-o', 'jsonpath={.metadata.uid}'];
      parents.set(regime.namespace, (await kubectl(eu1, ['create', ...parent])).stdout);
      await prepare(regime, 'older');
      await guard(eu1, regime);
      await prepare(regime, 'newer');
    }),
  );
});
afterAll(async () => {
  await removeAll(eu1);
  await kubectl(eu1, ['delete', 'clusterrolebinding', 'ownership']);
  for (const webhook of webhooks) await webhook.stop();
  await rm(chart, { recursive: true });
  process.stdout.write(`${[...counts].map(([what, count]) => `${count} ${what}`).join('\n')}\n`);
});

function placeOf(one: Case, { namespace }: Regime, age: Age): Place {
  const name = `${one.does.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${age}`.slice(-40).replace(/^-/, '');
  return { namespace, name, parent: parents.get(namespace) ?? '', ...writerAs(eu1, namespace, one.as ?? person) };
}

async function prepare(regime: Regime, age: Age): Promise<void> {
  for (const one of cases) if (one.prepare !== undefined) await done(one.prepare(placeOf(one, regime, age)));
}

const counts = new Map<string, number>();
const count = (regime: Regime, { fate }: Outcome): void => {
  const what = `${fate}: ${describeRegime(regime)}`;
  counts.set(what, (counts.get(what) ?? 0) + 1);
};

test.each(cases)('$does', async one => {
  const wrong: unknown[] = [];
  await Promise.all(
    regimes.map(async regime => {
      for (const age of one.prepare === undefined ? (['newer'] as const) : ages) {
        const place = placeOf(one, regime, age);
        const answer = await one.write(place);
        const kind = one.made === true ? 'replicaset' : 'deployment';
        const stored = await kubectl(eu1, ['get', kind, place.name, '-n', place.namespace, '-o', 'json']);
        const [expected, outcome] = [expectedOutcome(one, regime, age), outcomeOf(answer, stored)];
        count(regime, outcome);
        if (!isDeepStrictEqual(outcome, expected)) {
          wrong.push({ regime: describeRegime(regime), age, expected, outcome, said: answer.stderr });
        }
      }
    }),
  );
  expect(wrong).toEqual([]);
});

test('a Namespace that bears what the webhook derived gets its real owner, from one manager or from two', async () => {
  const answers = await Promise.all(
    regimes.map(async ({ namespace, mutates }) => {
      const { kubectl: write } = writerAs(eu1, namespace, person);
      const [named, shared] = [`${namespace}-named`, `${namespace}-shared`];
      const bare = (name: string, labels: object = {}): object => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: { 'admission-test': namespace, ...labels } },
      });
      const apply = (manager: string, object: object) =>
        write(['apply', '--server-side', `--field-manager=${manager}`, '-f', '-'], object);
      const owner = { [ownerKey]: 'shop' };
      await done(write(['create', '-f', '-'], bare(named)));
      await done(write(['label', 'namespace', named, `${ownerKey}=shop`]));
      await done(apply('one', bare(shared)));
      await done(apply('two', bare(shared, owner)));
      await done(apply('one', bare(shared)));
      const { stdout } = await kubectl(eu1, ['get', 'namespace', named, shared, '-o', ownedBy]);
      await kubectl(eu1, ['delete', 'namespace', named, shared, '--wait=false']);
      return { mutates, stdout };
    }),
  );
  for (const { mutates, stdout } of answers) expect(stdout).toBe(mutates ? 'shop/shop shop/shop ' : 'shop/ shop/ ');
});

const ownedBy = String.raw`jsonpath={range .items[*]}{.metadata.labels.kubectl-fleet\.io/owner}/{.metadata.annotations.kubectl-fleet\.io/owned-by} {end}`;
