import { expect, test } from 'vitest';
import { entryOf } from './ledger.fixture.ts';
import { createLedger } from './ledger.ts';

const type = 'apps/Deployment';

test('an entry replaces the one before it, and an object without findings takes no memory', () => {
  const ledger = createLedger();
  const bad = entryOf();
  expect(ledger.put(type, bad)).toBeUndefined();
  expect(ledger.put(type, entryOf({ exempted: 1 }))).toBe(bad);
  ledger.put(type, entryOf({ name: 'good', findings: [] }));
  expect([...ledger.entriesOf('shop').entries]).toEqual([entryOf({ exempted: 1 })]);
  ledger.put(type, entryOf({ findings: [] }));
  expect([...ledger.entriesOf('shop').entries]).toEqual([]);
});

test('a changed namespace is returned once, an unchanged one never', () => {
  const ledger = createLedger();
  ledger.put(type, entryOf());
  ledger.put('/Namespace', entryOf({ namespace: '', name: 'shop' }));
  ledger.put(type, entryOf({ namespace: 'calm', findings: [] }));
  expect(ledger.takeChanged()).toEqual(['shop', '']);
  ledger.put(type, entryOf());
  expect(ledger.takeChanged()).toEqual([]);
  ledger.delete(type, 'shop', 'cart');
  ledger.delete(type, 'shop', 'nothing');
  expect(ledger.takeChanged()).toEqual(['shop']);
});

test('findings are counted by rule and action, and objects without derived annotations', () => {
  const ledger = createLedger();
  ledger.put(type, entryOf());
  ledger.put(type, entryOf({ name: 'web', isUnowned: true }));
  ledger.put(type, entryOf({ name: 'web' }));
  ledger.put(type, entryOf({ name: 'api', findings: [], isUnowned: true }));
  expect(ledger.totals()).toEqual([
    { rule: 'no-pets', action: 'deny', number: 2 },
    { rule: 'ownership-missing', action: 'audit', number: 1 },
  ]);
  ledger.delete(type, 'shop', 'api');
  expect(ledger.totals()).toEqual([{ rule: 'no-pets', action: 'deny', number: 2 }]);
});

test('the end of a scan deletes entries that it did not put and unlisted counts, of its type alone', () => {
  const ledger = createLedger();
  ledger.putUnlisted('shop', { [type]: { fail: 3 }, '/Pod': { warn: 1 } });
  ledger.put(type, entryOf());
  ledger.put('/Pod', entryOf({ kind: 'Pod' }));
  const end = ledger.startScan(type);
  ledger.put(type, entryOf({ name: 'web' }));
  ledger.takeChanged();
  end();
  const { entries, unlisted } = ledger.entriesOf('shop');
  expect([...entries].map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Pod cart', 'Deployment web']);
  expect(unlisted).toEqual({ '/Pod': { warn: 1 } });
  expect(ledger.takeChanged()).toEqual(['shop']);
});
