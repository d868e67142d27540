import { beforeAll, expect, test } from 'vitest';
import { loadEngine, type Engine } from '../../policies/engine/engine.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import { checkSettings } from '../../policies/settings/settings.ts';
import { changeOwner, type OwnerChange } from './owner-change.ts';
import { settingsIn } from './settings-in.ts';
import { textOf } from './source-files.ts';

/**
 * docs/concepts/ownership.md, judged by its own settings. Ann speaks for nobody, bob for shop and
 * sue for search.
 */

const page = textOf('docs/concepts/ownership.md');
const quoted = [...page.matchAll(/^Warning: (.+)$/gm)].map(([, text]) => text);
const written = [...page.matchAll(/^```yaml\n([^]*?)^```/gm)].map(([, text = '']) => settingsIn(text));

let engine: Engine;
let mapped: Settings;
let ceiling: Settings;
let claimsDenied: Settings;
beforeAll(async () => {
  engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const [owners, rules] = written.map(settings => checkSettings(settings, engine.rules()));
  if (owners === undefined || rules === undefined || 'problems' in owners || 'problems' in rules) {
    throw new Error(`the settings of the page cannot be used: ${JSON.stringify([owners, rules])}`);
  }
  mapped = { ...owners.value, owners: { ...owners.value.owners, search: { users: ['sue'] } } };
  ceiling = { ...mapped, ...rules.value };
  claimsDenied = { ...mapped, rules: { 'ownership-claimed': 'deny' } };
});

const [ann, bob, sue] = ['ann', 'bob@example.com', 'sue'];
const ownedBySearch = { by: ann, from: 'shop', to: 'search' };

test('the quoted warnings are those that users get, no longer than an API server passes on', async () => {
  const unmapped = await changeOwner(engine, {}, ownedBySearch);
  const kept = await changeOwner(engine, mapped, ownedBySearch);
  const given = await changeOwner(engine, mapped, { ...ownedBySearch, by: bob });
  expect([unmapped, kept, given]).toEqual(
    ['search', 'shop', 'search'].map((owner, index) => ({ allowed: true, warnings: [quoted[index]], owner })),
  );
  expect(quoted).toHaveLength(3);
});

test('an owner that the namespace names is protected as well', async () => {
  const change = { by: ann, to: 'search', namespaceSays: 'shop' };
  expect(await changeOwner(engine, mapped, change)).toMatchObject({ allowed: true, owner: undefined });
  const dropped = { by: ann, from: 'shop', namespaceSays: 'shop' };
  expect(await changeOwner(engine, mapped, dropped)).toEqual({ allowed: true, warnings: [], owner: undefined });
});

test('break-glass groups of the settings replace that of Kubernetes', async () => {
  const ownerAfter = async (settings: Settings, group: string): Promise<unknown> =>
    (await changeOwner(engine, settings, { ...ownedBySearch, groups: [group] })).owner;
  const { breakGlassGroups, ...withoutGroups } = mapped;
  expect(breakGlassGroups).toEqual(['platform-on-call']);
  expect(await ownerAfter(mapped, 'platform-on-call')).toBe('search');
  expect(await ownerAfter(mapped, 'system:masters')).toBe('shop');
  expect(await ownerAfter(withoutGroups, 'system:masters')).toBe('search');
});

test('nothing is kept below a ceiling, but where it is lifted', async () => {
  const inOthers = await changeOwner(engine, ceiling, ownedBySearch);
  expect(inOthers).toMatchObject({ allowed: true, owner: 'search' });
  const lifted = { ...ownedBySearch, labelsOfNamespace: { protected: 'true' } };
  expect(await changeOwner(engine, ceiling, lifted)).toMatchObject({ allowed: true, owner: 'shop' });
});

test('where claims are denied, an object is handed over in two steps', async () => {
  const write = async (change: OwnerChange) => changeOwner(engine, claimsDenied, change);
  expect(await write({ ...ownedBySearch, by: bob })).toMatchObject({ allowed: false });
  expect(await write({ by: bob, from: 'shop' })).toEqual({ allowed: true, warnings: [], owner: undefined });
  expect(await write({ by: sue, to: 'search' })).toEqual({ allowed: true, warnings: [], owner: 'search' });
  // The namespace still names shop.
  expect(await write({ by: sue, to: 'search', namespaceSays: 'shop' })).toMatchObject({ owner: undefined });
});

test('a rollback takes nothing back from an owner who is mapped, but by one who speaks for it', async () => {
  const back = { from: 'search', to: 'shop' };
  expect(await changeOwner(engine, mapped, { ...back, by: bob })).toMatchObject({ allowed: true, owner: 'search' });
  expect(await changeOwner(engine, mapped, { ...back, by: sue })).toMatchObject({ allowed: true, owner: 'shop' });
  const unmapped = { ...back, by: bob, from: 'retail' };
  expect(await changeOwner(engine, mapped, unmapped)).toMatchObject({ allowed: true, owner: 'shop' });
});
