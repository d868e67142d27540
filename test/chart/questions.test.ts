import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyText } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { rendered } from '../testbed/webhook/chart.ts';
import { isAsked, nobody } from './asked.ts';
import { anna } from './writers.ts';

const creating = ['create', '--dry-run=server'];

let cluster: Cluster;
beforeAll(async () => {
  // From 1.37 on an API server asks no webhook about these by itself
  // (ExcludeAdmissionWebhookVirtualResources).
  cluster = await startCluster({ name: 'questions', version: '1.36' });
  await registerForEverything();
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' } };
  await until('it is registered', async () => (await isAsked(cluster, creating, anna, configMap)) || undefined);
});
afterAll(() => cluster.stop());

/**
 * Registers webhooks for every resource at an address where nobody listens. The chart refuses such
 * rules where webhooks fail closed.
 */
async function registerForEverything(): Promise<void> {
  const everything = { failurePolicy: 'Ignore', extraRules: [{ apiGroups: ['*'], resources: ['*/*'] }] };
  const certificates = { mode: 'secret', caBundle: cluster.authority.certificate };
  const webhooks = { url: nobody, mutate: everything, validate: everything, advise: { enabled: false } };
  const objects = await rendered({ part: 'registration', cluster: { name: 'a' }, webhooks, certificates });
  const items = objects.filter(({ kind }) => kind.endsWith('WebhookConfiguration'));
  const closed = JSON.stringify({ apiVersion: 'v1', kind: 'List', items }).replaceAll('"Ignore"', '"Fail"');
  await applyText(cluster, closed);
}

const attributes = { resourceAttributes: { namespace: 'default', verb: 'get', resource: 'pods' } };

test.each([
  { kind: 'TokenReview', group: 'authentication', spec: { token: 'none' } },
  { kind: 'SelfSubjectReview', group: 'authentication' },
  { kind: 'SubjectAccessReview', group: 'authorization', spec: { ...attributes, user: 'anna' } },
  { kind: 'SelfSubjectAccessReview', group: 'authorization', spec: attributes },
  { kind: 'SelfSubjectRulesReview', group: 'authorization', spec: { namespace: 'default' } },
  { kind: 'LocalSubjectAccessReview', group: 'authorization', spec: { ...attributes, user: 'anna' } },
])('nobody asks the webhook about a $kind, not even by a rule for all resources', async ({ kind, group, spec }) => {
  const metadata = kind.startsWith('Local') ? { namespace: 'default' } : {};
  const path = kind.startsWith('Local') ? 'namespaces/default/' : '';
  const words = ['create', '--raw', `/apis/${group}.k8s.io/v1/${path}${kind.toLowerCase()}s`];
  const object = { apiVersion: `${group}.k8s.io/v1`, kind, metadata, spec };
  expect(await isAsked(cluster, words, anna, object)).toBe(false);
});
