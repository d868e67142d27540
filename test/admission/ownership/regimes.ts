import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { kubectl } from '../../testbed/cluster/kubectl.ts';
import { until } from '../../testbed/errors/until.ts';
import { rendered } from '../../testbed/webhook/chart.ts';
import { register, unregister } from '../registration.ts';
import { refused } from './objects.ts';
import { startWebhook, type WebhookProcess } from '../webhook-process.ts';

/** A setup of webhooks and settings for a namespace. */
export interface Regime {
  /** Name of the namespace, and value of the label that selects it. */
  readonly namespace: string;
  /** The settings name the groups that speak for shop. */
  readonly isMapped: boolean;
  /** The webhook /mutate is registered. */
  readonly mutates: boolean;
}

export const regimes: readonly Regime[] = [true, false].flatMap(isMapped =>
  [true, false].map(mutates => ({
    namespace: `ownership-${isMapped ? 'mapped' : 'unmapped'}-${mutates ? 'up' : 'away'}`,
    isMapped,
    mutates,
  })),
);

export const describeRegime = ({ isMapped, mutates }: Regime): string =>
  `${isMapped ? 'mapped' : 'unmapped'}, /mutate ${mutates ? 'up' : 'away'}`;

/**
 * Starts a webhook with owners and one without, and registers them for namespaces that do not exist
 * yet.
 */
export async function startWebhooks(cluster: Pick<Cluster, 'name' | 'kubeconfig'>): Promise<WebhookProcess[]> {
  const owners = { shop: { groups: ['shop-team'] } };
  const mutateConditions = [await conditionOfTheChart()];
  const [mapped, unmapped] = await Promise.all([
    startWebhook(cluster, 0, { settings: { owners } }),
    startWebhook(cluster),
  ]);
  for (const { namespace, isMapped, mutates } of regimes) {
    const { url, authority } = isMapped ? mapped : unmapped;
    const terms = mutates ? { mutateConditions } : { only: 'validate' as const };
    await register({ cluster, label: namespace, url, authority }, 'Fail', terms);
    await kubectl(cluster, ['create', 'namespace', namespace]);
  }
  return [mapped, unmapped];
}

const Condition = Type.Object({ name: Type.String(), expression: Type.String() });
const Configuration = Type.Object({
  kind: Type.Literal('MutatingWebhookConfiguration'),
  webhooks: Type.Array(Type.Object({ matchConditions: Type.Array(Condition) })),
});

/** The condition by which the chart leaves out objects of controllers. */
async function conditionOfTheChart(): Promise<Static<typeof Condition> | undefined> {
  const objects = await rendered({ cluster: { name: 'eu-1' } });
  return objects
    .flatMap(object => (Value.Check(Configuration, object) ? object.webhooks : []))
    .flatMap(({ matchConditions }) => matchConditions)
    .find(({ name }) => name === 'not-made-by-a-controller');
}

/** From then on kube-apiserver asks the webhook about objects of the namespace. */
export async function guard(cluster: Pick<Cluster, 'kubeconfig'>, { namespace, mutates }: Regime): Promise<void> {
  await kubectl(cluster, ['label', 'namespace', namespace, `admission-test=${namespace}`]);
  const dry = (name: string, ...words: string[]) =>
    kubectl(cluster, ['create', 'configmap', name, '-n', namespace, '--dry-run=server', '-o', 'yaml', ...words]);
  if (mutates) {
    await until(`/mutate is asked about ${namespace}`, async () => {
      const { stdout } = await dry('probe');
      return stdout.includes('kubectl-fleet.io/cluster') || undefined;
    });
  }
  await until(`/validate is asked about ${namespace}`, async () => {
    const input = JSON.stringify(refused('probe'));
    const { stderr } = await kubectl(cluster, ['create', '-f', '-', '-n', namespace, '--dry-run=server'], { input });
    return stderr.includes('denied the request') || undefined;
  });
}

export async function removeAll(cluster: Pick<Cluster, 'kubeconfig'>): Promise<void> {
  for (const { namespace } of regimes) {
    await unregister({ cluster, label: namespace, url: '', authority: '' });
    await kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false']);
  }
}
