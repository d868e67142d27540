import { expect, test } from 'vitest';
import { splitSamples } from './rule-samples.ts';

const sample = { name: 'deny_it.yaml', text: 'object: {}\n' };

test('samples of this project and of a user are told by the id of their rule, and are no data for rules', () => {
  const samples = { ours: { no_pets: [sample] }, own: { own_no_cats: [] } };
  expect(splitSamples({ fleet: { systems: {}, samples }, other: 1 })).toEqual({
    data: { fleet: { systems: {} }, other: 1 },
    samples: { 'no-pets': [sample], 'own-no-cats': [] },
  });
});

test.each([{}, { fleet: {} }, { fleet: { samples: { ours: 'none' } } }])('a policy may have none: %j', data => {
  expect(splitSamples(data)).toEqual({ data, samples: {} });
});
