import { expect, test } from 'vitest';
import { complaintOf } from './complaint.ts';

test.each([
  ['error: 1 error occurred: a.rego:3: rego_type_error: undefined ref\n', 'a.rego:3: rego_type_error: undefined ref'],
  ['2 errors occurred:\na.rego:3: one\na.rego:4: two\n', 'a.rego:3: one\na.rego:4: two'],
  ['unable to load bundle .: bundle .: 1 error occurred: a.rego:3: unexpected eof', 'a.rego:3: unexpected eof'],
  ['error: entrypoint "x" does not refer to a rule', 'entrypoint "x" does not refer to a rule'],
])('%j means %j', (stderr, meant) => {
  expect(complaintOf(stderr)).toBe(meant);
});
