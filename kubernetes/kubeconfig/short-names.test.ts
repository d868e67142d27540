import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortNames } from './short-names.ts';

test.each([
  { names: ['hub', 'eu-1', 'us-1'], short: ['hub', 'eu-1', 'us-1'] },
  {
    names: [
      'arn:aws:eks:eu-1:1234:cluster/cart',
      'arn:aws:eks:us-1:1234:cluster/web',
      'gke_acme_asia-east1_shop',
      'hub',
    ],
    short: ['cart', 'web', 'shop', 'hub'],
  },
  {
    names: ['gke_acme_europe-west1_prod', 'gke_acme_us-east1_prod', 'hub'],
    short: ['europe-west1_prod', 'us-east1_prod', 'hub'],
  },
  { names: ['prod-eu-1', 'prod-us-1'], short: ['eu-1', 'us-1'] },
  { names: ['prod-eu-1', 'prod-eu-2'], short: ['eu-1', 'eu-2'] },
  { names: ['prod', 'prod-eu-2'], short: ['prod', 'prod-eu-2'] },
  { names: ['eu-1.k8s.example.com', 'us-1.k8s.example.com'], short: ['eu-1', 'us-1'] },
  { names: ['default/api-eu:6443/kube:admin', 'default/api-us:6443/kube:admin'], short: ['eu', 'us'] },
  { names: ['admin@prod', 'viewer@prod', 'admin@test'], short: ['admin@prod', 'viewer@prod', 'test'] },
  { names: ['arn:aws:eks:eu-1:1234:cluster/cart'], short: ['cart'] },
  {
    names: ['admin@us-1.k8s.acme.example:6443/default', 'arn:aws:eks:eu-1:1234:cluster/edge-7', 'prod.eu'],
    short: ['us-1', 'edge-7', 'prod.eu'],
  },
  {
    names: ['eu.k8s.acme', 'eu.k8s.other', 'v1.29.3', 'hub'],
    short: ['eu.k8s.acme', 'eu.k8s.other', 'v1.29.3', 'hub'],
  },
  { names: ['team/1', 'team/2'], short: ['team/1', 'team/2'] },
  { names: [], short: [] },
])('$names are $short', ({ names, short }) => {
  expect(shortNames(names)).toEqual(short);
});

test('different names stay different, and none becomes empty', () => {
  const word = fc.constantFrom('a', 'b', '1', '-', '/', ':', '_', '.', '@', ':1/', '.a.b');
  const name = fc.array(word, { minLength: 1, maxLength: 8 }).map(words => words.join(''));
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 6 }), names => {
      const short = shortNames(names);
      expect(new Set(short).size).toBe(names.length);
      expect(short).not.toContain('');
    }),
    { numRuns: 2000 },
  );
});
