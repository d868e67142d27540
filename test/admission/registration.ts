import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { send } from '../testbed/cluster/send.ts';

export type FailurePolicy = 'Fail' | 'Ignore';

/**
 * The registration of a webhook in a cluster: both of its paths, called for everything in
 * namespaces with a label, and for these namespaces.
 */
export interface Registration {
  readonly cluster: Pick<Cluster, 'kubeconfig'>;
  /** Value of the label admission-test. */
  readonly label: string;
  readonly url: string;
  readonly authority: string;
}

interface Terms {
  readonly failurePolicy: FailurePolicy;
  readonly timeoutSeconds?: number;
  /** Value of the label that selects namespaces; by default the registration's own. */
  readonly selectedBy?: string;
  /** Both paths by default. */
  readonly only?: 'mutate' | 'validate';
  /** Conditions of /mutate in addition to the usual ones. */
  readonly mutateConditions?: readonly unknown[];
}

/** Registers a webhook by URL, or changes the registration with the same label. */
export async function register(
  registration: Registration,
  failurePolicy: FailurePolicy,
  terms: Omit<Terms, 'failurePolicy'> = {},
): Promise<ProgramAnswer> {
  const all = { ...terms, failurePolicy };
  const items = [
    ...(terms.only === 'validate' ? [] : [configuration(registration, all, 'Mutating', 'mutate')]),
    ...(terms.only === 'mutate' ? [] : [configuration(registration, all, 'Validating', 'validate')]),
  ];
  return kubectl(registration.cluster, ['apply', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
}

/** Waits until the cluster calls both paths. It learns of them one after the other. */
export async function untilCalled({ cluster, url, authority }: Registration, namespace: string): Promise<void> {
  await until(`${url} is called`, async () => {
    await kubectl(cluster, ['create', 'configmap', 'probe', '-n', namespace, '--dry-run=server']);
    const { body } = await send(`${url}/metrics`, { ca: authority });
    return ['mutate', 'validate'].every(path => body.includes(`requests_total{webhook="${path}"`)) || undefined;
  });
}

export async function unregister({ cluster, label }: Registration): Promise<ProgramAnswer> {
  const kinds = 'mutatingwebhookconfigurations,validatingwebhookconfigurations';
  return kubectl(cluster, ['delete', kinds, '-l', `admission-test=${label}`]);
}

function configuration(
  { label, url, authority }: Registration,
  { failurePolicy, timeoutSeconds = 10, selectedBy = label, mutateConditions = [] }: Terms,
  kind: 'Mutating' | 'Validating',
  path: 'mutate' | 'validate',
): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${kind}WebhookConfiguration`,
    metadata: { name: `admission-test-${label}`, labels: { 'admission-test': label } },
    webhooks: [
      {
        name: `${path}.kubectl-fleet.io`,
        clientConfig: { url: `${url}/${path}`, caBundle: Buffer.from(authority).toString('base64') },
        rules: [{ apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'], operations: ['*'], scope: '*' }],
        namespaceSelector: { matchLabels: { 'admission-test': selectedBy } },
        // Objects of cluster scope have no namespace that a selector could match.
        matchConditions: [
          { name: 'namespaced', expression: 'has(request.namespace)' },
          ...(kind === 'Mutating' ? mutateConditions : []),
        ],
        admissionReviewVersions: ['v1'],
        sideEffects: 'NoneOnDryRun',
        timeoutSeconds,
        failurePolicy,
        ...(kind === 'Mutating' ? { reinvocationPolicy: 'IfNeeded' } : {}),
      },
    ],
  };
}
