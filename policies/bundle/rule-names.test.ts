import { expect, test } from 'vitest';
import { isOwnName, isRuleName, ownNameFor } from './rule-names.ts';

test('a name that a package or a test file would not bear is none', () => {
  const none = ['no__dogs', '_dogs', 'dogs_', '1dog', 'no-dogs', 'Dogs', 'a_test', ''];
  expect(['a', 'no_dogs', 'k8s_1'].filter(isRuleName)).toHaveLength(3);
  expect(none.filter(isRuleName)).toEqual([]);
});

test.each([
  ['no_dogs', 'own_no_dogs'],
  ['no-dogs', 'own_no_dogs'],
  ['No Dogs!', 'own_no_dogs'],
  ['OwnDogs', 'own_owndogs'],
  ['own_dogs_test', 'own_dogs'],
  ['own_', 'own_rule'],
  ['../1', 'own_1'],
])('the name for %j is %s', (text, name) => {
  expect(ownNameFor(text)).toBe(name);
  expect(isOwnName(name) && isRuleName(name)).toBe(true);
});
