import type { Finding } from './finding.ts';

/** Returns a finding of no-pets on the Deployment shop/cart, with the given changes. */
export function findingOf(changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'no-pets',
    action: 'deny',
    object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'cart' },
    path: 'spec',
    message: 'Deployment shop/cart is a pet.',
    why: 'cattle is easier',
    fix: 'give it a number',
    doc: 'https://example.com/no-pets',
    ...changes,
  };
}
