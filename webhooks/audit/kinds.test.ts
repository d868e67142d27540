import { expect, test } from 'vitest';
import { scriptedClient } from '../../kubernetes/client/scripted-client.fixture.ts';
import { pathIn, scannedKinds } from './kinds.ts';

const resource = (name: string, kind: string, namespaced = true, verbs = ['list', 'watch']) => ({
  name,
  kind,
  namespaced,
  verbs,
});
const group = (name: string, version: string) => ({ name, preferredVersion: { groupVersion: `${name}/${version}` } });

test('scanned kinds are those that rules speak of and the cluster serves, in its preferred version; a group that fails is reported', async () => {
  const client = scriptedClient({
    '/apis': [
      {
        groups: [
          group('apps', 'v1'),
          group('types.kubefed.io', 'v1beta1'),
          group('other.io', 'v1'),
          group('down.io', 'v1'),
        ],
      },
    ],
    '/apis/down.io/v1': [new Error('/apis/down.io/v1 answers 503')],
    '/api/v1': [
      {
        resources: [
          resource('namespaces', 'Namespace', false),
          resource('pods', 'Pod'),
          resource('pods/status', 'Pod'),
          resource('secrets', 'Secret'),
        ],
      },
    ],
    '/apis/apps/v1': [{ resources: [resource('deployments', 'Deployment'), resource('scales', 'Scale')] }],
    '/apis/types.kubefed.io/v1beta1': [
      {
        resources: [
          resource('federatedjobs', 'FederatedJob'),
          resource('others', 'Other'),
          resource('federatedwrites', 'FederatedWrite', true, ['create']),
        ],
      },
    ],
  });
  const judged = [
    ['', 'Namespace'],
    ['', 'Pod'],
    ['apps', 'Deployment'],
    ['types.kubefed.io', 'Federated*'],
    ['gone.io', 'Gone'],
    ['down.io', 'Down'],
  ].map(([of = '', kind = '']) => ({ group: of, kind, refused: of !== 'types.kubefed.io' }));
  const problems: string[] = [];
  const kinds = await scannedKinds(client, judged, problem => problems.push(problem));
  expect(kinds.map(({ type, path, namespaced, refused }) => [type, path, namespaced, refused])).toEqual([
    ['/Namespace', '/api/v1/namespaces', false, true],
    ['/Pod', '/api/v1/pods', true, true],
    ['apps/Deployment', '/apis/apps/v1/deployments', true, true],
    ['types.kubefed.io/FederatedJob', '/apis/types.kubefed.io/v1beta1/federatedjobs', true, false],
  ]);
  expect(kinds.slice(1, 3).map(kind => pathIn(kind, 'shop'))).toEqual([
    '/api/v1/namespaces/shop/pods',
    '/apis/apps/v1/namespaces/shop/deployments',
  ]);
  expect(client.asked).not.toContain('/apis/other.io/v1');
  expect(problems).toEqual(['/apis/down.io/v1 answers 503']);
});
