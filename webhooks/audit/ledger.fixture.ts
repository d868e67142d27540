import type { Entry } from './ledger.ts';

/** What is known of a Deployment shop/cart with one violation, changed where the test needs it. */
export function entryOf(changes: Partial<Entry> = {}): Entry {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
    uid: 'c0ffee',
    violations: [
      {
        rule: 'no-pets',
        mode: 'deny',
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
