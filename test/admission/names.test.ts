import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { applyObjects } from '../testbed/cluster/apply.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { guardNamespace, type GuardedNamespace } from './guarded-namespace.ts';

const { hub } = inject('fleet');
const namespace = 'admission-names';
const elsewhere = 'admission-names-elsewhere';
let guarded: GuardedNamespace;

beforeAll(async () => {
  guarded = await guardNamespace(hub, namespace);
  await applyObjects(hub, [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: elsewhere } },
    ...[namespace, elsewhere].flatMap(wiki),
  ]);
});
afterAll(async () => {
  await guarded.remove();
  await kubectl(hub, ['delete', 'namespace', elsewhere, '--wait=false']);
});

/** A Deployment that holds data, by its claim. */
function wiki(place: string): object[] {
  const labels = { app: 'wiki' };
  const resources = { requests: { storage: '1Gi' } };
  const volumes = [{ name: 'pages', persistentVolumeClaim: { claimName: 'pages' } }];
  const template = { metadata: { labels }, spec: { volumes, containers: [{ name: 'wiki', image: 'wiki:1' }] } };
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'pages', namespace: place },
      spec: { accessModes: ['ReadWriteOnce'], resources },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `wiki-of-${place}`, namespace: place },
      spec: { replicas: 0, selector: { matchLabels: labels }, template },
    },
  ];
}

/** A placement of the Deployments of a namespace. */
const placement = (of: string): object => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: { name: 'wikis', namespace },
  spec: {
    resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: of }],
    placement: { clusterAffinity: { clusterNames: ['m1'] } },
  },
});

async function refusalOf(object: object): Promise<string> {
  return until('the webhook knows what the selector catches', async () => {
    const input = JSON.stringify(object);
    const { stderr } = await kubectl(hub, ['create', '--dry-run=server', '-f', '-'], { input });
    return stderr.includes('no-federated-stateful') ? stderr : undefined;
  });
}

test('whoever tries a placement by dry run learns the kind of what lies elsewhere, and the name of what lies beside it', async () => {
  expect(await refusalOf(placement(namespace))).toContain(
    `and with it Deployment ${namespace}/wiki-of-${namespace}, which`,
  );
  const refusal = await refusalOf(placement(elsewhere));
  expect(refusal).toContain('and with it one Deployment, which holds');
  expect(refusal).not.toContain('wiki-of-');
});

test('a review that no API server sent learns no more', async () => {
  const kind = { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'PropagationPolicy' };
  const resource = { group: 'policy.karmada.io', version: 'v1alpha1', resource: 'propagationpolicies' };
  const request = {
    uid: '1',
    kind,
    resource,
    operation: 'CREATE',
    namespace,
    userInfo: {},
    object: placement(elsewhere),
  };
  const body = JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request });
  const { url, authority } = guarded.webhook;
  for (const path of ['validate', 'mutate']) {
    const reply = await send(`${url}/${path}`, { ca: authority, body });
    expect(reply.status).toBe(200);
    expect(reply.body).not.toContain('wiki-of-');
    if (path === 'validate') expect(reply.body).toContain('one Deployment');
  }
});
