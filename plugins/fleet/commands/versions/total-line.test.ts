import { expect, test } from 'vitest';
import { totalLine } from './total-line.ts';
import { versionMatrix } from './version-matrix.ts';
import { answerOf, failedAnswer } from './versions.fixture.ts';

type Answers = Parameters<typeof versionMatrix>[0];
const total = (answers: Answers, patterns: string[] = [], width = 80) =>
  totalLine(answers, versionMatrix(answers, () => true).apps, { patterns, width });

const failed = failedAnswer('edge-7');

test.each([
  { line: 'No apps found', answers: [answerOf('a', '')] },
  { line: '1 app', answers: [answerOf('a', 'cart=1')] },
  { line: '1 app, in one cluster only', answers: [answerOf('a', 'cart=1'), answerOf('b', '')] },
  { line: '2 apps, each in one cluster only', answers: [answerOf('a', 'cart=1'), answerOf('b', 'web=1')] },
  { line: '1 app, in one cluster that answered', answers: [answerOf('a', 'cart=1'), failed] },
  {
    line: '1 app, the same in every cluster that runs it',
    answers: [answerOf('a', 'cart=1'), answerOf('b', 'cart=1')],
  },
  {
    line: '2 apps, the same in every cluster that answered and runs them',
    answers: [answerOf('a', 'cart=1 web=1'), answerOf('b', 'cart=1 web=1'), failed],
  },
  {
    line: '3 apps: 1 the same in every cluster that runs it, 2 in one cluster only',
    answers: [answerOf('a', 'cart=1 web=1'), answerOf('b', 'cart=1 db=1')],
  },
  {
    line: '2 apps; not the same: cart (major)',
    answers: [answerOf('a', 'cart=1 web=1'), answerOf('b', 'cart=2')],
  },
])('$line', ({ line, answers }) => {
  expect(total(answers)).toBe(line);
});

test('patterns that match nothing are named', () => {
  expect(total([answerOf('a', '')], ['cart', 'web-*'])).toBe('no app matches cart, web-*');
});

test('of many apps that differ as many are named as fit', () => {
  const running = (version: number) => Array.from({ length: 40 }, (_, index) => `app-${index}=${version}`).join(' ');
  expect(total([answerOf('a', running(1)), answerOf('b', running(2))], [], 60)).toBe(
    '40 apps; not the same: app-0 (major) and 39 more',
  );
});
