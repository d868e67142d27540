import { expect, test } from 'vitest';
import { refusals } from './refused.ts';

const asked = (apiGroups: string[], resources: string[]) => ({
  webhooks: { validate: { extraRules: [{ apiGroups, resources }] } },
});
const fails = (resource: string, then: string) =>
  `webhooks.validate fails closed and one of its extraRules matches ${resource}: while the webhook is away, ${then}`;
const nodes = fails('nodes', 'no node could join');
const reports = fails('nodes/status', 'no node could report, and all would be taken for dead');
const leases = fails('leases', 'no node could say that it is alive, and no controller that it leads');
const events = fails('events', 'controllers would wait for each of their events');
const endpoints = fails('endpoints', 'Services would keep pods that are gone, its own among them');
const slices = fails('endpointslices', 'Services would keep pods that are gone, its own among them');
const bindings = fails('pods/binding', 'no pod could be scheduled');
const tokens = fails('serviceaccounts/token', 'no pod could get the token by which it is known');
const requests = fails('certificatesigningrequests', 'no node could join or renew its certificate');
const identities = [
  fails('tokenreviews', 'kubelets and API extensions could not tell who calls them'),
  fails('selfsubjectreviews', 'nobody could ask who they are'),
];
const permissions = [
  fails('subjectaccessreviews', 'kubelets and API extensions could not ask what their callers may do'),
  fails('localsubjectaccessreviews', 'API extensions could not ask what their callers may do'),
  fails('selfsubjectaccessreviews', 'nobody could ask what they may do'),
  fails('selfsubjectrulesreviews', 'nobody could ask what they may do'),
];

test.each([
  { what: 'failing closed on nodes', values: asked([''], ['nodes']), says: [nodes] },
  { what: 'failing closed on the status of nodes', values: asked([''], ['nodes/*']), says: [reports] },
  { what: 'failing closed on leases', values: asked(['coordination.k8s.io'], ['leases']), says: [leases] },
  { what: 'failing closed on events of the newer group', values: asked(['events.k8s.io'], ['*']), says: [events] },
  {
    what: 'failing closed on all of the core group',
    values: asked([''], ['*']),
    says: [nodes, events, endpoints],
  },
  { what: 'failing closed on endpoint slices', values: asked(['discovery.k8s.io'], ['*']), says: [slices] },
  { what: 'failing closed on bindings', values: asked([''], ['pods/*']), says: [bindings] },
  { what: 'failing closed on tokens', values: asked([''], ['serviceaccounts/token']), says: [tokens] },
  {
    what: 'failing closed on requests for certificates',
    values: asked(['certificates.k8s.io'], ['certificatesigningrequests']),
    says: [requests],
  },
  {
    what: 'failing closed on questions who somebody is',
    values: asked(['authentication.k8s.io'], ['*']),
    says: identities,
  },
  {
    what: 'failing closed on questions what somebody may do',
    values: asked(['authorization.k8s.io'], ['*/*']),
    says: permissions,
  },
  {
    what: 'failing closed on one kind of question, in a list of several',
    values: asked(['example.org', 'authorization.k8s.io'], ['pets', 'selfsubjectrulesreviews']),
    says: permissions.slice(-1),
  },
  {
    what: 'failing closed on everything',
    values: asked(['*'], ['*/*']),
    says: [
      ...[nodes, reports, leases, events, endpoints, slices, bindings, tokens, requests],
      ...[...identities, ...permissions],
    ],
  },
  {
    what: 'mutation that fails closed on nodes',
    values: {
      webhooks: { mutate: { failurePolicy: 'Fail', extraRules: [{ apiGroups: ['*'], resources: ['nodes'] }] } },
    },
    says: [nodes.replace('validate', 'mutate')],
  },
])('$what is refused with the reason', async ({ values, says }) => {
  expect(await refusals(values)).toEqual(says);
});
