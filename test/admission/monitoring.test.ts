import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { parseDocument } from 'yaml';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { chart, rendered } from '../testbed/webhook/chart.ts';
import { exposedBy, type Exposed } from './exposed.ts';
import { problemsOf } from './promql.ts';
import { register, unregister, untilCalled } from './registration.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

const { eu1 } = inject('fleet');
const namespace = 'admission-monitoring';

const Rule = Type.Object({
  alert: Type.String(),
  expr: Type.String(),
  annotations: Type.Object({ summary: Type.String(), description: Type.String(), runbook_url: Type.String() }),
  labels: Type.Object({ severity: Type.Enum(['critical', 'warning', 'info']) }),
});
const Rules = Type.Object({
  spec: Type.Object({ groups: Type.Array(Type.Object({ name: Type.String(), rules: Type.Array(Rule) })) }),
});
const GridPos = Type.Object({ x: Type.Integer(), y: Type.Integer(), w: Type.Integer(), h: Type.Integer() });
const Datasource = Type.Object({ type: Type.Literal('prometheus'), uid: Type.Literal('${datasource}') });
const Shown = Type.Object({
  id: Type.Integer(),
  type: Type.Enum(['stat', 'timeseries']),
  title: Type.String({ minLength: 1 }),
  description: Type.String({ minLength: 1 }),
  datasource: Datasource,
  gridPos: GridPos,
  targets: Type.Array(
    Type.Object({ refId: Type.String(), datasource: Datasource, expr: Type.String(), legendFormat: Type.String() }),
    { minItems: 1 },
  ),
});
const Line = Type.Object({ id: Type.Integer(), type: Type.Literal('row'), title: Type.String(), gridPos: GridPos });
const Dashboard = Type.Object({
  uid: Type.String({ maxLength: 40 }),
  title: Type.String(),
  schemaVersion: Type.Integer(),
  templating: Type.Object({ list: Type.Array(Type.Object({ name: Type.String(), type: Type.String() })) }),
  panels: Type.Array(Type.Union([Shown, Line])),
});

let folder: string;
let webhook: WebhookProcess;
let exposed: Exposed;
beforeAll(async () => {
  await kubectl(eu1, ['create', 'namespace', namespace]);
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-monitoring-'));
  const configuration = { namespace, audit: { lease: 'audit', reports: 'none' } };
  await apply({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'audit', namespace } });
  webhook = await startWebhook({ name: 'eu-1', kubeconfig: await withoutSomeRights() }, 0, configuration);
  await kubectl(eu1, ['label', 'namespace', namespace, `admission-test=${namespace}`]);
  const registration = { cluster: eu1, label: namespace, url: webhook.url, authority: webhook.authority };
  await register(registration, 'Fail');
  await untilCalled(registration, namespace);
  await apply(federated);
  await send(`${webhook.url}/validate`, { ca: webhook.authority, body: 'no review' });
  // These count only failures: no answer, with either policy, and a condition that cannot be
  // evaluated.
  await apply({ apiVersion: 'v1', kind: 'List', items: [broken('condition'), broken('ignore'), broken('refuse')] });
  exposed = await until('all that can go wrong has been counted', async () => {
    await apply(federated);
    const all = new Map([...exposedBy(await ofApiserver()), ...exposedBy(await ofWebhook())]);
    return troubles.every(name => all.has(name)) ? all : undefined;
  });
});
afterAll(async () => {
  await unregister({ cluster: eu1, label: namespace, url: webhook.url, authority: webhook.authority });
  await kubectl(eu1, ['delete', 'namespace', namespace, '--wait=false']);
  await kubectl(eu1, ['delete', 'clusterrole,clusterrolebinding', namespace]);
  await webhook.stop();
  await rm(folder, { recursive: true });
});

/**
 * A kubeconfig with the right to read everything except budgets, so that there is a failure to
 * report.
 */
async function withoutSomeRights(): Promise<string> {
  const account = `--serviceaccount=${namespace}:webhook`;
  const role = ['--verb=list,watch', '--resource=nodes,namespaces,persistentvolumeclaims'];
  const apps = '--resource=deployments.apps,statefulsets.apps,daemonsets.apps,cronjobs.batch';
  await kubectl(eu1, ['create', 'serviceaccount', 'webhook', '-n', namespace]);
  await kubectl(eu1, ['create', 'clusterrole', namespace, ...role, apps]);
  await kubectl(eu1, ['create', 'clusterrolebinding', namespace, `--clusterrole=${namespace}`, account]);
  const leases = ['--verb=get,patch,update', '--resource=leases.coordination.k8s.io'];
  await kubectl(eu1, ['create', 'role', 'webhook', '-n', namespace, ...leases]);
  await kubectl(eu1, ['create', 'rolebinding', 'webhook', '-n', namespace, '--role=webhook', account]);
  const token = (await kubectl(eu1, ['create', 'token', 'webhook', '-n', namespace])).stdout.trim();
  const config = parseDocument(await readFile(eu1.kubeconfig, 'utf8'));
  config.setIn(['users', 0, 'user'], { token });
  const file = join(folder, 'kubeconfig');
  await writeFile(file, config.toString());
  return file;
}

const troubles = [
  'kubectl_fleet_violations',
  'apiserver_admission_webhook_fail_open_count',
  'apiserver_admission_webhook_rejection_count',
  'apiserver_admission_match_condition_evaluation_errors_total',
];

const ofApiserver = async (): Promise<string> => (await kubectl(eu1, ['get', '--raw', '/metrics'])).stdout;
const ofWebhook = async (): Promise<string> => (await send(`${webhook.url}/metrics`, { ca: webhook.authority })).body;
const apply = async (object: object): ReturnType<typeof kubectl> =>
  kubectl(eu1, ['apply', '-f', '-'], { input: JSON.stringify(object) });

const federated = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace, labels: { 'karmada.io/managed': 'true' } },
  spec: {
    serviceName: 'db',
    selector: { matchLabels: { app: 'db' } },
    template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'db:1' }] } },
  },
};

/**
 * A webhook that nobody answers for. It reviews StatefulSets of this test alone, in the order of
 * their names, and the last one refuses.
 */
function broken(how: 'condition' | 'ignore' | 'refuse'): object {
  const conditions = { ignore: [], refuse: [], condition: [{ name: 'broken', expression: 'object.nothing == 1' }] };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: `${namespace}-${how}`, labels: { 'admission-test': namespace } },
    webhooks: [
      {
        name: `${how}.kubectl-fleet.io`,
        clientConfig: { url: 'https://127.0.0.1:1/validate' },
        rules: [
          { apiGroups: ['apps'], apiVersions: ['*'], operations: ['*'], resources: ['statefulsets'], scope: '*' },
        ],
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        matchConditions: conditions[how],
        failurePolicy: how === 'refuse' ? 'Fail' : 'Ignore',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
        timeoutSeconds: 1,
      },
    ],
  };
}

test('every alert asks for what is exposed, and says what to do', async () => {
  const values = { cluster: { name: 'eu-1' }, metrics: { prometheusRule: { enabled: true } } };
  const objects = await rendered({ ...values, settings: { docs: { url: 'https://wiki.example.com/fleet/' } } });
  const object = objects.find(({ kind }) => kind === 'PrometheusRule');
  Value.Assert(Rules, object);
  const rules = object.spec.groups.flatMap(group => group.rules);
  expect(rules.length).toBeGreaterThan(15);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  expect(rules.flatMap(({ alert, expr }) => problemsOf(expr, exposed).map(problem => `${alert}: ${problem}`))).toEqual(
    [],
  );
  const page = await readFile(join(import.meta.dirname, '../../docs/reference/monitoring.md'), 'utf8');
  for (const { alert, annotations } of rules) {
    expect(page).toContain(`\n### ${alert}\n`);
    expect(annotations.runbook_url).toBe(`https://wiki.example.com/fleet/monitoring#${alert.toLowerCase()}`);
  }
  expect(JSON.stringify(await rendered(values))).not.toContain('runbook_url');
});

test('every panel of the dashboard asks for what is exposed, and lies beside the others', async () => {
  const model: unknown = JSON.parse(await readFile(join(chart, 'files/dashboard.json'), 'utf8'));
  Value.Assert(Dashboard, model);
  const panels = model.panels.flatMap(panel => (panel.type === 'row' ? [] : [panel]));
  expect(panels.length).toBeGreaterThan(15);
  const queries = panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));
  const problems = queries.flatMap(({ title, expr }) =>
    problemsOf(expr.replaceAll('$__rate_interval', '5m'), exposed).map(problem => `${title}: ${problem}`),
  );
  expect(problems).toEqual([]);
  const names = model.templating.list.map(({ name }) => name);
  const used = JSON.stringify(model.panels).matchAll(/\$\{?(\w+)/g);
  expect([...new Set([...used].map(([, name]) => name))].sort()).toEqual(['__rate_interval', ...names].sort());
  expect(new Set(model.panels.map(({ id }) => id)).size).toBe(model.panels.length);
  const cells = model.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(Math.max(...model.panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
});

test('the page has every metric that there is, and no other', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/reference/metrics.md'), 'utf8');
  const told = [...page.matchAll(/^\| `(kubectl_fleet_\w+)` \| (\w+) \|/gm)].map(
    ([, name = '', type = '']) => `${name} ${type}`,
  );
  const there = [...(await ofWebhook()).matchAll(/^# TYPE (kubectl_fleet_\w+ \w+)$/gm)].map(([, words = '']) => words);
  expect(told).toEqual(there.toSorted());
});
