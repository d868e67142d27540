import { expect, test } from 'vitest';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { compareObject, comparables, isVaried, type ClusterObjects } from './compare-objects.ts';
import { deployments, meaning } from './diff.fixture.ts';
import { expectedGroup } from './expected-group.ts';

/** Returns a cluster with Deployments by their names. */
function cluster(name: string, deploymentsByName: Readonly<Record<string, unknown>>): ClusterObjects {
  const objects = Object.entries(deploymentsByName).map(([object, value]) => {
    const id = `deployments.apps shop ${object}`;
    return [id, { id, resource: deployments, namespace: 'shop', name: object, value, leftOut: undefined }] as const;
  });
  return { cluster: name, objects: new Map(objects), refused: new Map() };
}

const refusing: ClusterObjects = {
  ...cluster('closed', {}),
  refused: new Map([['deployments.apps', new ClusterError('Forbidden', 'no')]]),
};

test('a cluster that refuses a list neither has nor lacks its objects', () => {
  const [cart] = comparables([cluster('a', { cart: 1 }), cluster('b', {}), refusing]);
  expect(cart).toMatchObject({ name: 'cart', holders: [{ cluster: 'a', value: 1 }], missing: ['b'] });
});

test('clusters with equal values are one group', () => {
  const spec = (replicas: number) => ({ spec: { replicas } });
  const [same, other] = [spec(2), spec(3)];
  const [cart] = comparables([
    cluster('a', { cart: same }),
    cluster('b', { cart: other }),
    cluster('c', { cart: same }),
  ]);
  if (cart === undefined) throw new Error('there is a cart');
  expect(isVaried(cart)).toBe(true);
  expect(compareObject(cart, new Map(), meaning)?.fields).toEqual([
    {
      path: 'spec.replicas',
      groups: [
        { clusters: ['a', 'c'], value: 2 },
        { clusters: ['b'], value: 3 },
      ],
    },
  ]);
});

test('an object that is the same in all clusters has no difference', () => {
  const [cart] = comparables([cluster('a', { cart: 1 }), cluster('b', { cart: 1 })]);
  expect(cart && compareObject(cart, new Map(), meaning)).toBeUndefined();
});

test('objects are sorted by namespace, kind and name', () => {
  const names = comparables([cluster('a', { web: 1, cart: 1 }), cluster('b', { shelf: 1 })]).map(({ name }) => name);
  expect(names).toEqual(['cart', 'shelf', 'web']);
});

const groups = [
  { clusters: ['a'], value: 1 },
  { clusters: ['b', 'c'], value: 2 },
];

test('the value of a reference is expected, or else that of most clusters', () => {
  expect(expectedGroup(groups, undefined)).toEqual({ group: groups[1], mark: 'majority' });
  expect(expectedGroup(groups, 'a')).toEqual({ group: groups[0], mark: 'reference' });
  expect(expectedGroup(groups, 'elsewhere')).toBeUndefined();
  expect(expectedGroup([...groups, { clusters: ['d', 'e'], value: 3 }], undefined)).toBeUndefined();
});
