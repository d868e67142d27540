import { expect, test } from 'vitest';
import { template } from '../testbed/webhook/chart.ts';
import { refusals } from './refused.ts';

test.each([
  {
    what: 'a cluster without a name',
    values: { cluster: {} },
    says: ['cluster.name is empty: give the name by which this cluster is known in its fleet'],
  },
  {
    what: 'failing closed in kube-system',
    values: { webhooks: { excludedNamespaces: ['kube-node-lease'] } },
    says: [
      'webhooks.validate fails closed and webhooks.excludedNamespaces leaves out kube-system: while the webhook is away, the network and DNS that it needs to come back could not start',
    ],
  },
  {
    what: 'failing closed in kube-node-lease',
    values: { webhooks: { excludedNamespaces: ['kube-system'] } },
    says: [
      'webhooks.validate fails closed and webhooks.excludedNamespaces leaves out kube-node-lease: while the webhook is away, no node could say that it is alive',
    ],
  },
  {
    what: 'failing closed in its own namespace',
    values: { webhooks: { excludeOwnNamespace: false } },
    says: [
      'webhooks.validate fails closed and webhooks.excludeOwnNamespace is false: while the webhook is away, its own pods could not start, so it would stay away',
    ],
  },
  {
    what: 'two bundles',
    values: { bundle: { configMap: 'a', secret: 'b' } },
    says: ['bundle.configMap and bundle.secret are both set: the webhook judges by one bundle'],
  },
  {
    what: 'a signature of no bundle, by keys that are nowhere',
    values: { bundle: { signature: { keys: [{ id: 'a', algorithm: 'ES256', key: 'a.pem' }] } } },
    says: [
      'bundle.signature.keys lie in one place: set bundle.signature.configMap or bundle.signature.secret',
      'bundle.signature.keys are set without a bundle: set bundle.configMap or bundle.secret',
    ],
  },
  {
    what: 'authorities of callers from two places',
    values: { callers: { clientCA: { configMap: 'a', secret: 'b' } } },
    says: [
      'callers.clientCA.configMap and callers.clientCA.secret are both set: the webhook takes authorities from one place',
    ],
  },
  {
    what: 'names of callers who are asked for no proof',
    values: { callers: { names: ['kube-apiserver'], tokens: { audience: 'https://webhook' } } },
    says: [
      'callers.names are set without callers.clientCA or callers.tokens.issuer: nobody would be asked for a proof',
      'callers.tokens.audience is set without callers.tokens.issuer: no token would be believed',
    ],
  },
  {
    what: 'a server of no API server',
    values: { part: 'server' },
    says: ['part is server without kubeconfig.secretName: the webhook would not know which API server it guards'],
  },
  {
    what: 'a registration without an address',
    values: { part: 'registration' },
    says: ['part is registration without webhooks.url: the API server cannot reach a Service of another cluster'],
  },
  {
    what: 'cert-manager for another cluster',
    values: {
      part: 'registration',
      webhooks: { url: 'https://webhook.example.org' },
      certificates: { mode: 'certManager' },
    },
    says: [
      'certificates.mode is certManager with part registration: cert-manager cannot write its CA into the configurations of another cluster',
    ],
  },
  {
    what: 'an address without TLS',
    values: { webhooks: { url: 'http://webhook.example.org' } },
    says: ['webhooks.url does not start with https://: an API server calls nothing else'],
  },
  {
    what: 'a certificate that is nowhere',
    values: { certificates: { mode: 'secret' } },
    says: ['certificates.mode is secret without certificates.secretName'],
  },
  { what: 'one port for two', values: { port: 8080 }, says: ['port and probesPort are the same'] },
])('$what is refused with the reason', async ({ values, says }) => {
  expect(await refusals(values)).toEqual(says);
});

test.each([
  { what: 'nodes where the webhook fails open', webhooks: { validate: { failurePolicy: 'Ignore' } } },
  {
    what: 'its own namespace where nothing fails closed',
    webhooks: { validate: { enabled: false }, excludeOwnNamespace: false },
  },
  {
    what: 'what is not vital',
    webhooks: { validate: { extraRules: [{ apiGroups: ['*'], resources: ['ingresses'] }] } },
  },
])('$what is no reason to refuse', async ({ webhooks }) => {
  expect(await refusals({ webhooks })).toEqual([]);
});

test('all reasons are said at once', async () => {
  expect(await refusals({ cluster: {}, port: 8080, webhooks: { excludeOwnNamespace: false } })).toHaveLength(3);
});

test.each([
  { what: 'a key that nobody knows', values: { replicas: 3 }, says: "additional properties 'replicas' not allowed" },
  {
    what: 'a word that is no choice',
    values: { part: 'half' },
    says: "at '/part': value must be one of 'all', 'server', 'registration'",
  },
  {
    what: 'too long a timeout',
    values: { webhooks: { validate: { timeoutSeconds: 30 } } },
    says: "at '/webhooks/validate/timeoutSeconds': maximum: got 30, want 10",
  },
  {
    what: 'API servers without a port, which would be every port',
    values: { networkPolicy: { egress: { apiServerPorts: [] } } },
    says: "at '/networkPolicy/egress/apiServerPorts': minItems: got 0, want 1",
  },
  {
    what: 'a setting that the webhook would not take',
    values: { settings: { rules: { 'api-served': 'refuse' } } },
    says: "at '/settings/rules/api-served'",
  },
])('$what is refused by the schema', async ({ values, says }) => {
  const { stderr, exitCode } = await template({ cluster: { name: 'eu-1' }, ...values });
  expect(exitCode).toBe(1);
  expect(stderr).toContain(says);
});
