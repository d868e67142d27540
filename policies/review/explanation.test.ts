import { expect, test } from 'vitest';
import { explainCommand, explanationOf } from './explanation.ts';

test('the page of a rule is told by its name, that of an own rule by its bundle as well', () => {
  expect(explainCommand('no-pets')).toBe('kubectl fleet explain no-pets');
  expect(explainCommand('own-no-pets')).toBe('kubectl fleet explain own-no-pets --bundle FILE');
});

test('an explanation has the reason, the fix, the command and the page, if there is one', () => {
  const finding = {
    rule: 'no-pets',
    action: 'deny',
    object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'cart' },
    path: 'spec',
    message: 'cart is a pet',
    why: 'cattle is easier',
    fix: 'give it a number',
  } as const;
  const parts = [
    { label: 'why', text: 'cattle is easier' },
    { label: 'fix', text: 'give it a number' },
    { label: 'more', text: 'kubectl fleet explain no-pets' },
  ];
  expect(explanationOf(finding)).toEqual(parts);
  const doc = 'https://example.com/no-pets';
  expect(explanationOf({ ...finding, doc })).toEqual([...parts, { label: 'page', text: doc }]);
});
