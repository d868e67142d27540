import { expect, test } from 'vitest';
import { reportNew } from './report-new.ts';

test('a problem is told when it appears, and again when it comes back', () => {
  const reported: string[] = [];
  const report = reportNew(problem => reported.push(problem));
  report(['a']);
  report(['a', 'b', 'b']);
  report(['b']);
  report(['a', 'b']);
  expect(reported).toEqual(['a', 'b', 'a']);
});
