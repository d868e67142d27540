import { expect, test } from 'vitest';
import { objectName } from './name.ts';

test('a name has the kind in front, with its group where it has one', () => {
  expect(objectName({ kind: 'Deployment', group: 'apps' }, 'cart')).toBe('deployment.apps/cart');
  expect(objectName({ kind: 'Pod', group: '' }, 'cart-1')).toBe('pod/cart-1');
});
