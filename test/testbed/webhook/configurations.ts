import { judgedGroups } from './judged-groups.ts';

export interface Registration {
  /** Only requests for objects in namespaces with these labels; every namespace but the cluster's own ones when absent. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
}

/** Namespaces that a guard must not be able to lock. */
const systemNamespaces = ['kube-system', 'kube-public', 'kube-node-lease'];

/**
 * How the API server is told of a webhook outside the cluster. Mutation fails open and is asked for everything; validation fails closed and is
 * asked only for what can be refused, so that a webhook that is gone stops neither nodes nor leases.
 */
export function configurations(url: string, authority: string, { namespaceLabels }: Registration): object[] {
  const common = {
    clientConfigOf: (path: string) => ({ url: `${url}${path}`, caBundle: Buffer.from(authority).toString('base64') }),
    rest: {
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      matchPolicy: 'Equivalent',
      namespaceSelector:
        namespaceLabels === undefined
          ? { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: systemNamespaces }] }
          : { matchLabels: namespaceLabels },
    },
  };
  const rules = (apiGroups: string[], resources: string[]) => [
    { apiGroups, apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources, scope: '*' },
  ];
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'kubectl-fleet' },
      webhooks: [
        {
          name: 'mutate.kubectl-fleet.io',
          clientConfig: common.clientConfigOf('/mutate'),
          rules: rules(['', 'apps', 'batch'], ['*']),
          failurePolicy: 'Ignore',
          reinvocationPolicy: 'IfNeeded',
          timeoutSeconds: 2,
          ...common.rest,
        },
      ],
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'kubectl-fleet' },
      webhooks: [
        {
          name: 'validate.kubectl-fleet.io',
          clientConfig: common.clientConfigOf('/validate'),
          rules: [
            ...rules([''], ['namespaces', 'persistentvolumeclaims', 'pods', 'replicationcontrollers']),
            ...rules(['apps', 'batch'], ['*']),
            ...rules(judgedGroups(), ['*']),
          ],
          failurePolicy: 'Fail',
          timeoutSeconds: 3,
          ...common.rest,
        },
      ],
    },
  ];
}
