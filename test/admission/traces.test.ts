import { createServer } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { register } from './registration.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

const Value = Type.Object({
  stringValue: Type.Optional(Type.String()),
  intValue: Type.Optional(Type.Number()),
  boolValue: Type.Optional(Type.Boolean()),
  arrayValue: Type.Optional(Type.Object({ values: Type.Array(Type.Object({ stringValue: Type.String() })) })),
});
const Attributes = Type.Array(Type.Object({ key: Type.String(), value: Value }));
const Span = Type.Object({
  traceId: Type.String(),
  spanId: Type.String(),
  parentSpanId: Type.Optional(Type.String()),
  name: Type.String(),
  kind: Type.Number(),
  startTimeUnixNano: Type.String(),
  endTimeUnixNano: Type.String(),
  attributes: Attributes,
  status: Type.Object({ code: Type.Number() }),
});
type Span = Static<typeof Span>;
const Export = Type.Object({
  resourceSpans: Type.Array(
    Type.Object({
      resource: Type.Object({ attributes: Attributes }),
      scopeSpans: Type.Array(Type.Object({ spans: Type.Array(Span) })),
    }),
  ),
});
const isExport = validatorOf(Export);

let bodies: string[] = [];
const collector = createServer((request, response) => {
  void text(request).then(body => {
    bodies.push(body);
    response.setHeader('content-type', 'application/json').end('{}');
  });
});

let folder: string;
let cluster: Cluster;
let webhook: WebhookProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-traces-'));
  const port = await new Promise<number>(resolve => {
    collector.listen(0, '127.0.0.1', () => {
      const address = collector.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const config = join(folder, 'tracing.yaml');
  // The API server sends its own spans to a port where nobody listens. The test does not need them.
  await writeFile(
    config,
    'apiVersion: apiserver.config.k8s.io/v1beta1\nkind: TracingConfiguration\nendpoint: 127.0.0.1:1\nsamplingRatePerMillion: 1000000\n',
  );
  cluster = await startCluster({ name: 'traced', apiserverArguments: [`--tracing-config-file=${config}`] });
  const variables = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_RESOURCE_ATTRIBUTES: 'k8s.namespace.name=fleet-system',
  };
  webhook = await startWebhook(cluster, 0, {}, variables);
});
afterAll(async () => {
  await webhook.stop();
  await cluster.stop();
  await new Promise(resolve => collector.close(resolve));
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  bodies = [];
});

function received(): { resource: Record<string, unknown>; spans: Span[] } {
  const exports = bodies.map(body => {
    const value: unknown = JSON.parse(body);
    if (!isExport(value)) throw new Error(`no export of spans: ${body}`);
    return value;
  });
  const parts = exports.flatMap(({ resourceSpans }) => resourceSpans);
  return {
    resource: valuesOf(parts[0]?.resource.attributes ?? []),
    spans: parts.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  };
}

function valuesOf(attributes: Static<typeof Attributes>): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value: { arrayValue, ...one } }) => [
      key,
      arrayValue?.values.map(({ stringValue }) => stringValue) ?? Object.values(one)[0],
    ]),
  );
}

async function untilTraced(route: string): Promise<Span> {
  return until(`a span of ${route}`, () =>
    Promise.resolve(received().spans.find(({ name }) => name === `POST ${route}`)),
  );
}

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const post = async (body: string): Promise<number> => {
  const headers = { 'content-type': 'application/json', traceparent };
  return (await send(`${webhook.url}/validate`, { ca: webhook.authority, body, headers, method: 'POST' })).status;
};

test('a review continues the trace that it came with, and tells its parts and nothing of its object', async () => {
  const labels = { 'karmada.io/managed': 'true' };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'default', labels },
    spec: { template: { spec: { containers: [{ name: 'db', env: [{ name: 'PASSWORD', value: 'hunter2' }] }] } } },
  };
  const kind = { group: 'apps', version: 'v1', kind: 'StatefulSet' };
  expect(await post(JSON.stringify(reviewOf({ kind, object, namespace: 'default', name: 'db' })))).toBe(200);
  const review = await untilTraced('/validate');
  expect(review).toMatchObject({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
    kind: 2,
  });
  expect(valuesOf(review.attributes)).toEqual({
    'http.request.method': 'POST',
    'http.route': '/validate',
    'http.response.status_code': 200,
    'admission.uid': 'c0ffee',
    'admission.operation': 'CREATE',
    'admission.kind': 'apps/v1/StatefulSet',
    'admission.dry_run': false,
    'admission.decision': 'deny',
    'admission.rules': ['no-federated-stateful=deny'],
  });
  const { resource, spans } = received();
  expect(resource).toMatchObject({
    'service.name': 'kubectl-fleet-webhook',
    'k8s.cluster.name': 'traced',
    'k8s.namespace.name': 'fleet-system',
  });
  const parts = spans.filter(({ parentSpanId }) => parentSpanId === review.spanId);
  expect(parts.map(({ name }) => name)).toEqual(['parse', 'wait', 'evaluate']);
  const times = parts.flatMap(({ startTimeUnixNano, endTimeUnixNano }) => [startTimeUnixNano, endTimeUnixNano]);
  expect([review.startTimeUnixNano, ...times, review.endTimeUnixNano].map(BigInt)).toEqual(
    [review.startTimeUnixNano, ...times, review.endTimeUnixNano].map(BigInt).toSorted((a, b) => (a < b ? -1 : 1)),
  );
  expect(bodies.join('')).not.toContain('hunter2');
});

test('what is no review is traced with its status alone, and nothing of its body', async () => {
  expect(await post('{"password":"hunter2"')).toBe(400);
  const { attributes } = await untilTraced('/validate');
  expect(valuesOf(attributes)).toEqual({
    'http.request.method': 'POST',
    'http.route': '/validate',
    'http.response.status_code': 400,
  });
  expect(bodies.join('')).not.toContain('hunter2');
});

test('a real kube-apiserver with tracing on says which trace a review belongs to', async () => {
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'traced', labels: { 'admission-test': 'traced' } },
  };
  await kubectl(cluster, ['apply', '-f', '-'], { input: JSON.stringify(namespace) });
  await register({ cluster, label: 'traced', url: webhook.url, authority: webhook.authority }, 'Fail');
  const span = await until('kube-apiserver calls', async () => {
    await kubectl(cluster, ['create', 'configmap', 'probe', '-n', 'traced', '--dry-run=server']);
    return received().spans.find(({ name, parentSpanId }) => name === 'POST /mutate' && parentSpanId !== undefined);
  });
  expect(span.parentSpanId).toMatch(/^[0-9a-f]{16}$/);
  const trace = received().spans.filter(({ traceId }) => traceId === span.traceId);
  expect(trace.map(({ name }) => name)).toContain('parse');
});

test('without a variable that asks for traces nothing of what makes them is loaded', async () => {
  const dist = join(import.meta.dirname, '../../dist');
  const loaded = new Map<string, string>();
  const load = async (file: string): Promise<void> => {
    if (loaded.has(file)) return;
    const code = await readFile(join(dist, file), 'utf8');
    loaded.set(file, code);
    for (const [, imported = ''] of code.matchAll(/\b(?:from|import)"(\.[^"]+)"/g)) {
      await load(join(dirname(file), imported));
    }
  };
  await load('webhook.js');
  expect(loaded.size).toBeGreaterThan(5);
  const tracing = [...loaded].filter(([, code]) => code.includes('ParentBasedSampler'));
  expect(tracing.map(([file]) => file)).toEqual([]);
  const [, chunk = ''] = /import\("(\.\/chunks\/tracing-[^"]+)"\)/.exec(loaded.get('webhook.js') ?? '') ?? [];
  expect(await readFile(join(dist, chunk), 'utf8')).toContain('ParentBasedSampler');
});
