import { loadEngine } from '../../../policies/engine/engine.ts';

/**
 * Objects of the chart for a webhook in a namespace, without the webhook configurations. The
 * namespace has the label admission-test=NAMESPACE.
 */
export function ownObjects(namespace: string): object[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'admission-test': namespace } } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'authority', namespace } },
    { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'authority', namespace }, spec: {} },
  ];
}

/**
 * The webhook configurations for a URL, without a caBundle. They select namespaces by that label.
 */
export function configurationsOf(namespace: string, url: string): object[] {
  const webhook = (path: string) => ({
    name: `${path}.kubectl-fleet.io`,
    clientConfig: { url: `${url}/${path}` },
    rules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'], scope: '*' }],
    namespaceSelector: { matchLabels: { 'admission-test': namespace } },
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    timeoutSeconds: 10,
    failurePolicy: 'Fail',
  });
  const configuration = (kind: 'Mutating' | 'Validating', ...webhooks: object[]) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${kind}WebhookConfiguration`,
    metadata: { name: namespace, labels: { installation: namespace } },
    webhooks,
  });
  const validate = webhook('validate');
  return [
    configuration('Mutating', webhook('mutate')),
    configuration('Validating', validate, { ...validate, name: 'validate-too.kubectl-fleet.io' }),
  ];
}

/** The rights of the webhook, and no more. */
export async function rightsOf(namespace: string): Promise<object[]> {
  const engine = await loadEngine(new URL('../../../dist/', import.meta.url));
  const reads = engine.reads().filter(({ by }) => by.includes('webhook'));
  const rule = (apiGroups: string[], resources: string[], verbs: string[], resourceNames?: string[]) => ({
    apiGroups,
    resources,
    verbs,
    ...(resourceNames && { resourceNames }),
  });
  const kinds = ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'];
  const clusterRules = [
    ...reads.map(({ group, resource }) => rule([group], [resource], ['list', 'watch'])),
    rule(['admissionregistration.k8s.io'], kinds, ['get', 'patch'], [namespace]),
  ];
  const ownRules = [
    rule([''], ['secrets'], ['get', 'update'], ['authority']),
    rule(['coordination.k8s.io'], ['leases'], ['get', 'update'], ['authority']),
  ];
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  const subjects = [{ kind: 'ServiceAccount', name: 'webhook', namespace }];
  const roleRef = (kind: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: namespace });
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'webhook', namespace } },
    { ...rbac, kind: 'ClusterRole', metadata: { name: namespace }, rules: clusterRules },
    { ...rbac, kind: 'ClusterRoleBinding', metadata: { name: namespace }, roleRef: roleRef('ClusterRole'), subjects },
    { ...rbac, kind: 'Role', metadata: { name: namespace, namespace }, rules: ownRules },
    { ...rbac, kind: 'RoleBinding', metadata: { name: namespace, namespace }, roleRef: roleRef('Role'), subjects },
  ];
}
