import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { howToExempt } from './how-to-exempt.ts';

test.each([
  { action: 'deny', lighter: 'warn' },
  { action: 'warn', lighter: 'audit' },
  { action: 'audit', lighter: 'off' },
] as const)('settings make a rule of action $action a step lighter, and never graver', ({ action, lighter }) => {
  const last = howToExempt('no-pets', { action, object: undefined, day: '2027-01-31' }).at(-1);
  const yaml = last !== undefined && 'yaml' in last ? last.yaml : '';
  expect(parse(yaml, { version: '1.1' })).toMatchObject({
    rules: { 'no-pets': [{ action: lighter, until: '2027-01-31', then: action }] },
  });
});
