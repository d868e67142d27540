import { expect, test } from 'vitest';
import { checkSettings, usableSettings } from './settings.ts';

const rules = ['no-pets', 'no-cattle'];

test('settings come back as they were written', () => {
  const written = {
    rules: {
      'no-pets': [
        { action: 'off', namespaces: { matchExpressions: [{ key: 'env', operator: 'In', values: ['test'] }] } },
        { action: 'warn', until: '2026-12-31', then: 'audit' },
        { action: 'warn', until: '2026-12-31T12:00:00Z' },
      ],
      'no-cattle': 'deny',
    },
    ownerKeys: ['team'],
    owners: { shop: { groups: ['shop-team'], users: ['bob'], serviceAccounts: ['ci:deployer'] }, search: {} },
    breakGlassGroups: [],
    exemptionDays: 30,
    docs: { url: 'https://wiki.example.com/fleet' },
  };
  expect(checkSettings(written, rules)).toEqual({ value: written });
  expect(checkSettings({}, rules)).toEqual({ value: {} });
});

const invalid: [unknown, string[]][] = [
  [null, ['settings must be object']],
  [{ rule: {} }, ['rule is not known here']],
  [{ rules: { 'no-dogs': 'off' } }, ['rules.no-dogs is no rule; there are: no-pets, no-cattle']],
  [{ rules: { 'no-pets': 'forbid' } }, ['rules.no-pets must be deny, warn, audit, off or a list of such actions']],
  [{ rules: { 'no-pets': false } }, ['rules.no-pets is false: write off in quotes, "off"']],
  [{ rules: { 'no-pets': [{ action: false }] } }, ['rules.no-pets[0].action is false: write off in quotes, "off"']],
  [
    { rules: { 'no-pets': [{ action: 'warn' }, { action: 'forbid', untill: '2026-12-31' }] } },
    ['rules.no-pets[1].untill is not known here', 'rules.no-pets[1].action must be one of deny, warn, audit, off'],
  ],
  [
    { rules: { 'no-pets': [{ action: 'warn', until: '2026-02-30' }] } },
    ['rules.no-pets[0].until must be a day such as 2026-12-31 or a time such as 2026-12-31T12:00:00Z'],
  ],
  [
    { rules: { 'no-pets': [{ action: 'warn', then: 'deny' }] } },
    ['rules.no-pets[0] must have until as well, for then to follow it'],
  ],
  [
    { rules: { 'no-pets': [{ action: 'warn', namespaces: { matchLabels: { 'example.com/a~b': 1 } } }] } },
    ['rules.no-pets[0].namespaces.matchLabels[example.com/a~b] must be string'],
  ],
  [
    { owners: { shop: { groups: [''], serviceAccounts: ['deployer'], teams: [] } } },
    [
      'owners.shop.teams is not known here',
      'owners.shop.groups[0] must not be empty',
      'owners.shop.serviceAccounts[0] must match pattern "^[^:]+:[^:]+$"',
    ],
  ],
  [
    { exemptionDays: 0, rules: { 'no-dogs': 'off' } },
    ['exemptionDays must be >= 1', 'rules.no-dogs is no rule; there are: no-pets, no-cattle'],
  ],
  [
    { docs: { url: 'wiki.example.com' } },
    ['docs.url must be an address such as https://wiki.example.com/fleet, without ? and #'],
  ],
  [{ exemptionDays: 0, ownerKeys: 'team' }, ['ownerKeys must be array', 'exemptionDays must be >= 1']],
];

test.each(invalid)('what is wrong is told with its path (%#)', (written, problems) => {
  expect(checkSettings(written, rules)).toEqual({ problems });
});

test('the ceiling speaks of all rules and is a setting like any other', () => {
  const dated = { rules: { '*': [{ action: 'warn', until: '2027-01-31' }] } };
  expect(checkSettings(dated, rules)).toEqual({ value: dated });
  expect(checkSettings({ rules: { '*': 'wran' } }, rules)).toEqual({
    problems: ['rules.* must be deny, warn, audit, off or a list of such actions'],
  });
});

test('an entry that cannot be used is skipped, and all others count', () => {
  const written = {
    rules: {
      'no-pets': 'forbid',
      'no-dogs': 'off',
      'no-cattle': [{ action: 'warn', until: '2026-12-31' }],
      '*': 'audit',
    },
    ownerKeys: 'team',
    ownerKey: ['team'],
    exemptionDays: 30,
  };
  expect(usableSettings(written, rules)).toEqual({
    settings: {
      rules: { 'no-cattle': [{ action: 'warn', until: '2026-12-31' }], '*': 'audit' },
      exemptionDays: 30,
    },
    skipped: [
      'ownerKey is not known here',
      'rules.no-pets must be deny, warn, audit, off or a list of such actions',
      'ownerKeys must be array',
      'rules.no-dogs is no rule; there are: no-pets, no-cattle',
    ],
  });
});

test('an owner that cannot be used stays protected, and nobody is named for it', () => {
  const shop = { groups: ['shop-team'] };
  expect(usableSettings({ owners: { shop, search: { groups: 'search-team' }, retail: null } }, rules)).toEqual({
    settings: { owners: { shop, search: {}, retail: {} } },
    skipped: ['owners.search.groups must be array', 'owners.retail must be object'],
  });
  expect(usableSettings({ owners: ['shop'] }, rules).settings).toEqual({});
});

const rollouts = { serviceAccount: 'argo:rollouts', of: [{ group: 'argoproj.io', kind: 'Rollout' }] };

test.each([
  ['controllers', [rollouts, { serviceAccount: 'argo' }, rollouts], [rollouts, rollouts], 'controllers[1]'],
  ['ownerKeys', [1, 'team'], ['team'], 'ownerKeys[0]'],
  ['breakGlassGroups', ['platform', null], ['platform'], 'breakGlassGroups[1]'],
  // Somebody wanted less than system:masters, which speaks where the key is missing.
  ['breakGlassGroups', [null], [], 'breakGlassGroups[0]'],
])('of %s each element stands for itself', (key, written, usable, path) => {
  const { settings, skipped } = usableSettings({ [key]: written, exemptionDays: 30 }, rules);
  expect(settings).toEqual({ [key]: usable, exemptionDays: 30 });
  expect(skipped.every(problem => problem.startsWith(path))).toBe(true);
  expect(skipped).not.toEqual([]);
});

test('an address that is none is skipped, and nothing else with it', () => {
  expect(usableSettings({ docs: { url: 'no page' }, exemptionDays: 30 }, rules)).toMatchObject({
    settings: { docs: {}, exemptionDays: 30 },
    skipped: [expect.stringContaining('docs.url must be an address')],
  });
});

test('an empty list stays empty, also beside what is wrong', () => {
  expect(usableSettings({ breakGlassGroups: [], exemptionDays: 0 }, rules).settings).toEqual({ breakGlassGroups: [] });
});

test.each([null, 'no-pets', ['no-pets'], 1])('settings that are no map are skipped as a whole: %j', written => {
  expect(usableSettings(written, rules)).toEqual({ settings: {}, skipped: ['settings must be object'] });
});

test('a key that every object has is no entry', () => {
  const written: unknown = JSON.parse('{"owners": {"__proto__": 1, "shop": {}}, "exemptionDays": 0}');
  const { settings } = usableSettings(written, rules);
  expect(Object.keys(settings.owners ?? {})).toEqual(['__proto__', 'shop']);
});

test('of a rule with one wrong date the whole entry is skipped', () => {
  const setting = [{ action: 'off' }, { action: 'warn', until: '2026-02-30' }];
  expect(usableSettings({ rules: { 'no-pets': setting } }, rules)).toMatchObject({ settings: {} });
});

test('a ceiling that cannot be used refuses nothing', () => {
  expect(usableSettings({ rules: { '*': 'wran', 'no-pets': 'audit' } }, rules)).toEqual({
    settings: { rules: { '*': 'warn', 'no-pets': 'audit' } },
    skipped: ['rules.* must be deny, warn, audit, off or a list of such actions'],
  });
});

test('rules that are no map are skipped as a whole', () => {
  expect(usableSettings({ rules: ['no-pets'], exemptionDays: 30 }, rules)).toEqual({
    settings: { exemptionDays: 30 },
    skipped: ['rules must be object'],
  });
});
