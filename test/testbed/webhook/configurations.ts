import { judgedGroups } from './judged-groups.ts';

/** Namespaces that a guard must not be able to lock. */
const systemNamespaces = ['kube-system', 'kube-public', 'kube-node-lease'];

/**
 * How the API server is told of a webhook outside the cluster. Mutation fails open; validation fails closed and is asked only for what can be
 * refused, so that a webhook that is gone stops neither nodes nor leases.
 */
export function configurations(url: string, authority: string): object[] {
  const webhook = (path: string) => ({
    name: `${path}.kubectl-fleet.io`,
    clientConfig: { url: `${url}/${path}`, caBundle: Buffer.from(authority).toString('base64') },
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    matchPolicy: 'Equivalent',
    namespaceSelector: {
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: systemNamespaces }],
    },
  });
  const rule = (apiGroups: string[], resources: string[]) => ({
    apiGroups,
    apiVersions: ['*'],
    operations: ['CREATE', 'UPDATE'],
    resources,
    scope: '*',
  });
  const mutate = {
    ...webhook('mutate'),
    rules: [rule(['', 'apps', 'batch'], ['*'])],
    failurePolicy: 'Ignore',
    reinvocationPolicy: 'IfNeeded',
    timeoutSeconds: 2,
  };
  const validate = {
    ...webhook('validate'),
    rules: [
      rule([''], ['namespaces', 'persistentvolumeclaims', 'pods', 'replicationcontrollers']),
      rule(['apps', 'batch', ...judgedGroups()], ['*']),
    ],
    failurePolicy: 'Fail',
    timeoutSeconds: 3,
  };
  return [configuration('Mutating', mutate), configuration('Validating', validate)];
}

function configuration(kind: 'Mutating' | 'Validating', webhook: object): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${kind}WebhookConfiguration`,
    metadata: { name: 'kubectl-fleet' },
    webhooks: [webhook],
  };
}
