import { expect, test } from 'vitest';
import { reportNew } from './report-new.ts';

test('a problem is told when it appears, and again when it comes back', () => {
  const told: string[] = [];
  const tellNew = reportNew(problem => told.push(problem));
  tellNew(['a']);
  tellNew(['a', 'b', 'b']);
  tellNew(['b']);
  tellNew(['a', 'b']);
  expect(told).toEqual(['a', 'b', 'a']);
});
