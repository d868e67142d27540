import { expect, test } from 'vitest';
import { mergeListings } from './listing.ts';
import { listingOf } from './resource.fixture.ts';

test('an object that two contexts of one cluster see is there once', () => {
  const first = listingOf(['Name'], [['cart'], ['web']]);
  const second = listingOf(['Name'], [['web'], ['bank']]);
  const [merged] = mergeListings([first, second]);
  expect(merged?.entries.map(({ name }) => name)).toEqual(['cart', 'web', 'bank']);
});
