import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { guardNamespace, type GuardedNamespace } from './guarded-namespace.ts';

const { eu1 } = inject('fleet');
const namespace = 'admission-edits';
const argocd = 'system:serviceaccount:kube-system:argocd-manager';
let guarded: GuardedNamespace;
beforeAll(async () => {
  guarded = await guardNamespace(eu1, namespace);
  const users = ['--user=ann', `--user=${argocd}`];
  await kubectl(eu1, ['create', 'clusterrolebinding', namespace, '--clusterrole=cluster-admin', ...users]);
  for (const name of ['cart', 'search']) await apply(deployment(name));
});
afterAll(async () => {
  await guarded.remove();
  await kubectl(eu1, ['delete', 'clusterrolebinding', namespace]);
});

const apply = async (object: object): Promise<ProgramAnswer> =>
  kubectl(eu1, ['apply', '-f', '-'], { input: JSON.stringify(object) });
/** A user without a break-glass group. */
const as = async (user: string, ...words: string[]): Promise<ProgramAnswer> =>
  kubectl(eu1, [...words, '-n', namespace, `--as=${user}`]);
/** The owner that the object declares, and the owner that the webhook derived. */
const ownersOf = async (name: string): Promise<string> => {
  const [said, derived] = [
    String.raw`labels.kubectl-fleet\.io/owner`,
    String.raw`annotations.kubectl-fleet\.io/owned-by`,
  ];
  const path = `jsonpath={.metadata.${said}}/{.metadata.${derived}}`;
  return (await kubectl(eu1, ['get', 'deployment', name, '-n', namespace, '-o', path])).stdout;
};

/** `search` has an owner of its own, `cart` inherits the owner of the cluster. */
const deployment = (name: string): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace,
    annotations: { 'argocd.argoproj.io/tracking-id': `shop:apps/Deployment:${namespace}/${name}` },
    labels: name === 'search' ? { 'kubectl-fleet.io/owner': 'search' } : {},
  },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'a', image: 'docker.io/library/a:1' }] },
    },
  },
});

test('a person who edits what Argo CD manages is warned', async () => {
  const { stderr, exitCode } = await as('ann', 'set', 'image', 'deployment/cart', 'a=docker.io/library/a:2');
  expect(stderr).toBe(
    `Warning: no-manual-edit: Deployment ${namespace}/cart is managed by Argo CD (annotation argocd.argoproj.io/tracking-id), ` +
      'and ann changed spec.template by hand. (change it in git, in the source of Application shop); ' +
      'more: kubectl fleet explain no-manual-edit\n',
  );
  expect(exitCode).toBe(0);
});

test('a restart, a scaling, a label and the hand of Argo CD are no edits', async () => {
  const changes = [
    ['ann', 'rollout', 'restart', 'deployment/cart'],
    ['ann', 'scale', 'deployment/cart', '--replicas=1'],
    ['ann', 'label', 'deployment/cart', 'tier=front'],
    [argocd, 'set', 'image', 'deployment/cart', 'a=docker.io/library/a:3'],
  ];
  for (const [user = '', ...words] of changes)
    expect(await as(user, ...words)).toMatchObject({ stderr: '', exitCode: 0 });
});

test('an owner that the settings do not map is let go, with a warning that names both', async () => {
  const give = ['label', 'deployment/search', 'kubectl-fleet.io/owner=retail', '--overwrite'];
  const { stderr, exitCode } = await as('ann', ...give);
  expect(stderr).toContain(
    `Warning: ownership-protected: Deployment ${namespace}/search had owner search: ann gives it to retail. ` +
      '(owners in the settings says who may change search); more: kubectl fleet explain ownership-protected\n',
  );
  expect(exitCode).toBe(0);
  expect(await ownersOf('search')).toBe('retail/retail');
});

test('what is taken away is inherited again', async () => {
  const taken = await as('ann', 'label', 'deployment/search', 'kubectl-fleet.io/owner-');
  expect(taken.stderr).toContain(`Deployment ${namespace}/search had owner retail: ann leaves it to payments.`);
  expect(await ownersOf('search')).toBe('/payments');
});
