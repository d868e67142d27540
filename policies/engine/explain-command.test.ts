import { expect, test } from 'vitest';
import { explainCommand } from './explain-command.ts';

test('the page of a rule is told by its name, that of an own rule by its bundle as well', () => {
  expect(explainCommand('no-pets')).toBe('kubectl fleet explain no-pets');
  expect(explainCommand('own-no-pets')).toBe('kubectl fleet explain own-no-pets --bundle FILE');
});
