import { expect, test } from 'vitest';
import { narrowing } from './narrowing.ts';

test('columns go from the right, AGE and READY last, and names and STATUS stay', () => {
  const columns = ['CLUSTER', 'NAMESPACE', 'NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', 'IP'];
  expect(narrowing({ columns, rows: [] })).toEqual({
    cutFirst: ['RESTARTS', 'IP'],
    leaveOut: ['IP', 'RESTARTS', 'AGE', 'READY'],
  });
});
