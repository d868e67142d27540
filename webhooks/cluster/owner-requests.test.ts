import { expect, test } from 'vitest';
import { scriptedClient } from '../../kubernetes/client/scripted-client.fixture.ts';
import { requestOwners } from './owner-requests.ts';
import type { FindOwner } from './owners.ts';
import { ClusterError } from '../../kubernetes/errors/cluster-error.ts';

const apps = {
  resources: [
    { name: 'deployments/scale', kind: 'Deployment', namespaced: true },
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'replicasets', kind: 'ReplicaSet', namespaced: true },
  ],
};
const reference = (kind: string, name: string, uid?: string) => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  ...(uid !== undefined && { uid }),
});

function requesting(answers: Record<string, unknown[]>): { find: FindOwner; asked: string[]; problems: string[] } {
  const client = scriptedClient(answers);
  const problems: string[] = [];
  return {
    find: requestOwners({ client, onProblem: problem => problems.push(problem) }),
    asked: client.asked,
    problems,
  };
}

test('which resource a kind is, is asked once', async () => {
  const [web, shop] = [{ metadata: { name: 'web' } }, { metadata: { name: 'shop' } }];
  const { find, asked } = requesting({
    '/apis/apps/v1': [apps],
    '/apis/apps/v1/namespaces/shop/deployments/web': [web],
    '/apis/apps/v1/namespaces/shop/replicasets/shop': [shop],
  });
  expect(await find(reference('Deployment', 'web'), 'shop')).toEqual(web);
  expect(await find(reference('ReplicaSet', 'shop'), 'shop')).toEqual(shop);
  expect(asked).toHaveLength(3);
});

test('a kind that came later is found, one that is not served is nothing', async () => {
  const { find, asked } = requesting({ '/apis/apps/v1': [{ resources: [] }, apps, apps] });
  expect(await find(reference('Website', 'web'), 'shop')).toBeUndefined();
  await find(reference('Deployment', 'web'), 'shop');
  expect(asked).toEqual(['/apis/apps/v1', '/apis/apps/v1', '/apis/apps/v1/namespaces/shop/deployments/web']);
});

test('what lies in no namespace is asked for without one', async () => {
  const node = { metadata: { name: 'eu-1-a' } };
  const { find } = requesting({
    '/api/v1': [{ resources: [{ name: 'nodes', kind: 'Node', namespaced: false }] }],
    '/api/v1/nodes/eu-1-a': [node],
  });
  expect(await find({ apiVersion: 'v1', kind: 'Node', name: 'eu-1-a' }, 'shop')).toEqual(node);
});

test('another object of the same name is not the one that was meant', async () => {
  const path = '/apis/apps/v1/namespaces/shop/deployments/web';
  const web = { metadata: { name: 'web', uid: '1' } };
  const { find } = requesting({ '/apis/apps/v1': [apps], [path]: [web, web] });
  expect(await find(reference('Deployment', 'web', '1'), 'shop')).toEqual(web);
  expect(await find(reference('Deployment', 'web', '2'), 'shop')).toBeUndefined();
});

test('what is gone is nothing, and so is what may not be seen, which is told once', async () => {
  const forbidden = new ClusterError('Forbidden', 'deployments is forbidden');
  const { find, problems } = requesting({
    '/apis/apps/v1': [apps],
    '/apis/apps/v1/namespaces/shop/deployments/gone': [new ClusterError('NotFound', 'not found')],
    '/apis/apps/v1/namespaces/shop/deployments/web': [forbidden, forbidden],
  });
  expect(await find(reference('Deployment', 'gone'), 'shop')).toBeUndefined();
  expect(problems).toEqual([]);
  expect(await find(reference('Deployment', 'web'), 'shop')).toBeUndefined();
  expect(await find(reference('Deployment', 'web'), 'shop')).toBeUndefined();
  expect(problems).toEqual(['deployments is forbidden']);
});

test('a cluster that does not answer is an error, for then nothing is known of who placed the Pod', async () => {
  const { find } = requesting({ '/apis/apps/v1': [new ClusterError('Unreachable', 'no answer')] });
  await expect(find(reference('Deployment', 'web'), 'shop')).rejects.toThrow('no answer');
});
