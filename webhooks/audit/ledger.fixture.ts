import type { Entry } from './findings.ts';

/** Returns the entry of a Deployment shop/cart with one finding, with the given changes. */
export function entryOf(changes: Partial<Entry> = {}): Entry {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
    uid: 'c0ffee',
    findings: [
      {
        rule: 'no-pets',
        action: 'deny',
        path: 'spec',
        message: 'cart is a pet',
        fix: 'give it a number',
        doc: 'https://example.org/no-pets',
      },
    ],
    exempted: 0,
    isUnowned: false,
    ...changes,
  };
}
