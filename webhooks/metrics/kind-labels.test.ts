import { expect, test } from 'vitest';
import { kindLabels } from './kind-labels.ts';

const labelsOf = kindLabels([
  { group: 'apps', kind: 'Deployment' },
  { group: 'types.kubefed.io', kind: 'Federated*' },
]);

test('a known kind is called by its name, in its own group alone', () => {
  expect(labelsOf({ group: 'apps', kind: 'Deployment' })).toEqual({ group: 'apps', kind: 'Deployment' });
  expect(labelsOf({ group: 'example.com', kind: 'Deployment' })).toEqual({ group: 'other', kind: 'other' });
});

test('kinds of which only the beginning is known are one', () => {
  const federated = { group: 'types.kubefed.io', kind: 'Federated*' };
  expect(labelsOf({ group: 'types.kubefed.io', kind: 'FederatedSecret' })).toEqual(federated);
  expect(labelsOf({ group: 'types.kubefed.io', kind: 'Invented' })).toEqual({ group: 'other', kind: 'other' });
});

test('whatever else is known of a kind is no label', () => {
  const known = [{ group: 'apps', kind: 'Deployment', fields: ['spec'] }];
  expect(kindLabels(known)({ group: 'apps', kind: 'Deployment' })).toEqual({ group: 'apps', kind: 'Deployment' });
});
