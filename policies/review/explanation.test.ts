import { expect, test } from 'vitest';
import { explainCommand, explanationOf } from './explanation.ts';
import { findingOf } from './finding.fixture.ts';

test('the page of a rule is told by its name, that of an own rule by its bundle as well', () => {
  expect(explainCommand('no-pets')).toBe('kubectl fleet explain no-pets');
  expect(explainCommand('own-no-pets')).toBe('kubectl fleet explain own-no-pets --bundle FILE');
});

test('an explanation has the reason, the fix, the command and the page, if there is one', () => {
  const { doc: _, ...finding } = findingOf();
  const parts = [
    { label: 'why', text: 'cattle is easier' },
    { label: 'fix', text: 'give it a number' },
    { label: 'more', text: 'kubectl fleet explain no-pets' },
  ];
  expect(explanationOf(finding)).toEqual(parts);
  expect(explanationOf(findingOf())).toEqual([...parts, { label: 'page', text: 'https://example.com/no-pets' }]);
});
