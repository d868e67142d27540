import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyObjects } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { register } from '../testbed/webhook/register.ts';
import { isAsked, nobody } from './asked.ts';
import { anna } from './writers.ts';
import { replicaSet } from './written.ts';

/**
 * The API server asks about an object of a controller where a key that names an owner changes, also
 * one of the settings.
 */

const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'c0ffee', controller: true };
const owner = 'kubectl-fleet.io/owner';
type Words = Record<string, string>;

function made(labels?: Words, annotations?: Words): object {
  return { ...replicaSet, metadata: { ...replicaSet.metadata, ownerReferences: [reference], labels, annotations } };
}

let cluster: Cluster;
beforeAll(async () => {
  // The object that the reference names is not there.
  const controllerManagerArguments = ['--controllers=*,-garbage-collector-controller'];
  cluster = await startCluster({ name: 'owner-keys', controllerManagerArguments });
  await applyObjects(cluster, [same]);
});
afterAll(() => cluster.stop());

const same = made({ team: 'shop' }, { [owner]: 'shop' });
const others = made({ team: 'shop', app: 'a' }, { [owner]: 'shop', note: 'a' });
const changes = [
  { what: 'the owner changes', object: made({ team: 'shop' }, { [owner]: 'search' }) },
  { what: 'the owner goes', object: made({ team: 'shop' }) },
  { what: 'the owner becomes a label', object: made({ team: 'shop', [owner]: 'shop' }) },
];
const changesOfTeam = [
  { what: 'the team changes', object: made({ team: 'search' }, { [owner]: 'shop' }) },
  { what: 'the team goes, and with it all labels', object: made(undefined, { [owner]: 'shop' }) },
  { what: 'the team is an annotation too', object: made({ team: 'shop' }, { [owner]: 'shop', team: 'search' }) },
];

describe.each([
  { ownerKeys: ['team'], asked: [...changes, ...changesOfTeam], unasked: [] },
  { ownerKeys: [], asked: changes, unasked: changesOfTeam },
])('with the owner keys $ownerKeys of the settings', ({ ownerKeys, asked, unasked }) => {
  const isAskedAbout = async (object: object): Promise<boolean> =>
    isAsked(cluster, ['replace', '--dry-run=server'], anna, object);

  beforeAll(async () => {
    await kubectl(cluster, ['delete', 'mutatingwebhookconfigurations', '--all']);
    await until('nobody is asked', async () => !(await isAskedAbout(made())) || undefined);
    const webhooks = { mutate: { failurePolicy: 'Fail' }, validate: { enabled: false } };
    await register(cluster, { url: nobody, authority: cluster.authority.certificate }, webhooks, { ownerKeys });
    await until('it is registered', async () => (await isAskedAbout(made())) || undefined);
  });

  test.each(asked)('it is asked where $what', async ({ object }) => {
    expect(await isAskedAbout(object)).toBe(true);
  });

  test.each([...unasked, { what: 'nothing changes', object: same }, { what: 'other keys change', object: others }])(
    'it is not asked where $what',
    async ({ object }) => {
      expect(await isAskedAbout(object)).toBe(false);
    },
  );
});
