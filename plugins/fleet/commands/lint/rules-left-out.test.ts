import { expect, test } from 'vitest';
import { fleetErrors } from '../../command-line/errors.ts';
import { rulesLeftOut } from './rules-left-out.ts';

const rules = ['api-served', 'no-latest', 'ownership-required'];

test('without a word all rules are asked', () => {
  expect(rulesLeftOut({}, rules)).toEqual([]);
});

test('rules are wanted or skipped, several in one word too', () => {
  expect(rulesLeftOut({ rule: ['no-latest'] }, rules)).toEqual(['api-served', 'ownership-required']);
  expect(rulesLeftOut({ 'skip-rule': ['no-latest,api-served'] }, rules)).toEqual(['api-served', 'no-latest']);
  expect(rulesLeftOut({ rule: ['no-latest', 'api-served'], 'skip-rule': ['api-served'] }, rules)).toEqual([
    'api-served',
    'ownership-required',
  ]);
});

test('a rule that there is not, or none that is left, is a mistake', () => {
  expect(() => rulesLeftOut({ rule: ['no-lastest'] }, rules)).toThrow(
    fleetErrors.ruleUnknown('rule', 'no-lastest', 'no-latest', rules),
  );
  expect(() => rulesLeftOut({ 'skip-rule': ['something'] }, rules)).toThrow(
    '--skip-rule something: there is no such rule; there are: api-served, no-latest, ownership-required',
  );
  expect(() => rulesLeftOut({ rule: ['no-latest'], 'skip-rule': ['no-latest'] }, rules)).toThrow(
    fleetErrors.flagInvalid('skip-rule', 'no-latest', 'to leave a rule to judge by'),
  );
});
