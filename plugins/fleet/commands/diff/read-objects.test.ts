import { expect, test } from 'vitest';
import { startServer, clientOf } from '../../../../kubernetes/client/server.fixture.ts';
import type { ComparisonData } from './comparison-data.ts';
import { objectReader } from './listed-object.ts';
import { readItems } from './read-items.ts';
import { deployments } from './diff.fixture.ts';

const data: ComparisonData = {
  fields: [],
  kinds: {},
  objects: [{ kind: '/ConfigMap', path: ['metadata', 'name'], values: ['root'] }],
  hashed: [],
  ordered: {},
  defaults: [],
};
const owned = { metadata: { name: 'a', ownerReferences: [{ controller: true }] } };

test('equal objects of two clusters are one value', () => {
  const read = objectReader(data, [{ path: ['metadata', 'uid'] }]);
  const [one, other] = ['1', '2'].map(uid =>
    read(deployments, { metadata: { name: 'a', namespace: 'shop' }, ...{ spec: { uid } } }, false),
  );
  const again = read(deployments, { metadata: { namespace: 'shop', name: 'a' }, ...{ spec: { uid: '1' } } }, false);
  expect(again.value).toBe(one?.value);
  expect(other?.value).not.toBe(one?.value);
  expect(one).toMatchObject({ id: 'deployments.apps shop a', value: { apiVersion: 'apps/v1', kind: 'Deployment' } });
});

test('objects that controllers and clusters make are left out where they are not named', () => {
  const read = objectReader(data, []);
  const maps = { ...deployments, group: '', plural: 'configmaps', kind: 'ConfigMap' };
  expect(read(deployments, owned, false)).toMatchObject({ leftOut: 'made', value: undefined });
  expect(read(maps, { metadata: { name: 'root' } }, false).leftOut).toBe('own');
  expect(read(deployments, owned, true).leftOut).toBeUndefined();
});

test.each([
  { of: 'HTML', body: '<html>' },
  { of: 'an item without a name', body: '{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{}}]}' },
  { of: 'half an answer', body: '{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{"na' },
])('a list of $of is an invalid answer', async ({ body }) => {
  const { url } = await startServer(() => ({ body }));
  await expect(readItems(await clientOf(url), '/apis/apps/v1/deployments', {}, item => item)).rejects.toMatchObject({
    reason: 'InvalidAnswer',
  });
});
