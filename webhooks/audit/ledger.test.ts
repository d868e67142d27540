import { expect, test } from 'vitest';
import { entryOf } from './ledger.fixture.ts';
import { createLedger } from './ledger.ts';

const type = 'apps/Deployment';

test('what is wrong with an object takes the place of what was, and what is right takes no room', () => {
  const ledger = createLedger();
  const bad = entryOf();
  expect(ledger.put(type, bad)).toBeUndefined();
  expect(ledger.put(type, entryOf({ exempted: 1 }))).toBe(bad);
  ledger.put(type, entryOf({ name: 'good', violations: [] }));
  expect([...ledger.of('shop').entries]).toEqual([entryOf({ exempted: 1 })]);
  ledger.put(type, entryOf({ violations: [] }));
  expect([...ledger.of('shop').entries]).toEqual([]);
});

test('namespaces of which something changed are told once, and nothing of what is as it was', () => {
  const ledger = createLedger();
  ledger.put(type, entryOf());
  ledger.put('/Namespace', entryOf({ namespace: '', name: 'shop' }));
  ledger.put(type, entryOf({ namespace: 'calm', violations: [] }));
  expect(ledger.changed()).toEqual(['shop', '']);
  ledger.put(type, entryOf());
  expect(ledger.changed()).toEqual([]);
  ledger.delete(type, 'shop', 'cart');
  ledger.delete(type, 'shop', 'nothing');
  expect(ledger.changed()).toEqual(['shop']);
});

test('violations are counted by rule and mode, and objects without the annotations of the fleet', () => {
  const ledger = createLedger();
  ledger.put(type, entryOf());
  ledger.put(type, entryOf({ name: 'web', isUnowned: true }));
  ledger.put(type, entryOf({ name: 'web' }));
  ledger.put(type, entryOf({ name: 'api', violations: [], isUnowned: true }));
  expect(ledger.totals()).toEqual([
    { policy: 'no-pets', mode: 'deny', number: 2 },
    { policy: 'ownership-missing', mode: 'audit', number: 1 },
  ]);
  ledger.delete(type, 'shop', 'api');
  expect(ledger.totals()).toEqual([{ policy: 'no-pets', mode: 'deny', number: 2 }]);
});

test('the end of a scan forgets what was not seen in it and what was only counted, of its kind alone', () => {
  const ledger = createLedger();
  ledger.putUnlisted('shop', { [type]: { fail: 3 }, '/Pod': { warn: 1 } });
  ledger.put(type, entryOf());
  ledger.put('/Pod', entryOf({ kind: 'Pod' }));
  const end = ledger.scan(type);
  ledger.put(type, entryOf({ name: 'web' }));
  ledger.changed();
  end();
  const { entries, unlisted } = ledger.of('shop');
  expect([...entries].map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Pod cart', 'Deployment web']);
  expect(unlisted).toEqual({ '/Pod': { warn: 1 } });
  expect(ledger.changed()).toEqual(['shop']);
});
