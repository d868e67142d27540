import { expect, test } from 'vitest';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { reviewInput } from '../admission/input.ts';
import { readReview } from '../review/admission-request.ts';
import { dependenciesWith, reviewOf } from '../app.fixture.ts';
import { rememberSlowReviews } from './slow-reviews.ts';

const { cluster } = dependenciesWith().dependencies;

async function inputOf(changes: Record<string, unknown>): Promise<ReviewInput> {
  return reviewInput(readReview(reviewOf(changes)), { ...cluster, settings: {}, now: () => new Date() });
}

test('the same object is known again, another one is not', async () => {
  const slow = rememberSlowReviews();
  slow.add(await inputOf({ name: 'cart' }));
  expect(slow.has(await inputOf({ name: 'cart', operation: 'UPDATE' }))).toBe(true);
  expect(slow.has(await inputOf({ name: 'orders' }))).toBe(false);
  expect(slow.has(await inputOf({ name: 'cart', namespace: 'elsewhere' }))).toBe(false);
});

test('objects without names are alike when their names begin alike', async () => {
  const slow = rememberSlowReviews();
  const pod = (generateName: string) => inputOf({ name: '', object: { metadata: { generateName } } });
  slow.add(await pod('cart-6b7f-'));
  expect(slow.has(await pod('cart-6b7f-'))).toBe(true);
  expect(slow.has(await pod('orders-59c4-'))).toBe(false);
  expect(slow.has(await inputOf({ name: '', object: null }))).toBe(false);
});

test('what was slow is forgotten after some minutes, and the oldest when there is too much', async () => {
  let now = 0;
  const slow = rememberSlowReviews(() => now);
  const cart = await inputOf({ name: 'cart' });
  slow.add(cart);
  now = 5 * 60_000;
  expect(slow.has(cart)).toBe(false);
  slow.add(cart);
  for (let index = 0; index < 1_000; index++) slow.add({ ...cart, name: `cart-${index}` });
  expect(slow.has(cart)).toBe(false);
  expect(slow.has({ ...cart, name: 'cart-0' })).toBe(true);
});
