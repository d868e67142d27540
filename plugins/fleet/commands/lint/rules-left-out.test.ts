import { expect, test } from 'vitest';
import { fleetErrors } from '../../command-line/errors.ts';
import { flagValues } from '../../command-line/flag-values.ts';
import { readWords } from '../../command-line/words.ts';
import { ruleFlags } from './flags.ts';
import { rulesLeftOut } from './rules-left-out.ts';

const rules = ['api-served', 'no-latest', 'ownership-required'];

/** Returns the rules that these flags leave out. */
function leftOut(...words: string[]): string[] {
  return rulesLeftOut(flagValues(readWords(words, ruleFlags).options, ruleFlags, 'lint'), rules);
}

test('without a word all rules are asked', () => {
  expect(leftOut()).toEqual([]);
});

test('rules are wanted or skipped, several in one word too', () => {
  expect(leftOut('--rule=no-latest')).toEqual(['api-served', 'ownership-required']);
  expect(leftOut('--skip-rule=no-latest,api-served')).toEqual(['api-served', 'no-latest']);
  expect(leftOut('--rule=no-latest', '--rule=api-served', '--skip-rule=api-served')).toEqual([
    'api-served',
    'ownership-required',
  ]);
});

test('a rule that there is not, or none that is left, is a mistake', () => {
  expect(() => leftOut('--rule=no-lastest')).toThrow(fleetErrors.ruleUnknown('rule', 'no-lastest', 'no-latest', rules));
  expect(() => leftOut('--skip-rule=something')).toThrow(
    '--skip-rule something: there is no such rule; there are: api-served, no-latest, ownership-required',
  );
  expect(() => leftOut('--rule=no-latest', '--skip-rule=no-latest')).toThrow(
    fleetErrors.flagInvalid('skip-rule', 'no-latest', 'to leave a rule to judge by'),
  );
});
