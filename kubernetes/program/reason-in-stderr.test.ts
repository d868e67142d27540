import { expect, test } from 'vitest';
import { reasonInStderr } from './reason-in-stderr.ts';

test.each([
  ['Error: no such file', 'no such file'],
  ['a line of a log\nError: no such file\n\nUse --debug flag to see more\n', 'no such file'],
  [
    'Error: shop/a.yaml:4:18\n  executing "shop/a.yaml" at <.Values.a.b>:\n    nil pointer\n\nUse --debug flag to render out invalid YAML\n',
    'shop/a.yaml:4:18\n  executing "shop/a.yaml" at <.Values.a.b>:\n    nil pointer',
  ],
  ["Error: values do not fit:\nshop:\n- at '': missing 'a'\n\n", "values do not fit:\nshop:\n- at '': missing 'a'"],
  [
    'error: accumulating resources: one\nerror: and another one\n',
    'accumulating resources: one\nerror: and another one',
  ],
  ['first\nlast\n', 'first\nlast'],
])('of %j the whole reason is told', (stderr, reason) => {
  expect(reasonInStderr(stderr)).toBe(reason);
});

test('a line of a log is told as the program put it there', () => {
  const log = (text: string) => `E1123 07:57:52.218032   27507 run.go:72] ${text}\n`;
  expect(reasonInStderr(log('"command failed" err="accumulating \\"a\\" failed:\\nnot there"'))).toBe(
    'accumulating "a" failed:\nnot there',
  );
  expect(reasonInStderr(log('"Unhandled Error" err="refused"') + log('"Unhandled Error" err="again"'))).toBe(
    '"Unhandled Error" err="refused"\n"Unhandled Error" err="again"',
  );
  expect(reasonInStderr(`${log('"Warning"')}error: no such file\n`)).toBe('no such file');
});

test('of a long reason the middle is left out', () => {
  const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
  const reason = reasonInStderr(`Error: ${lines.join('\n')}`)?.split('\n');
  expect(reason).toEqual([...lines.slice(0, 10), '...', ...lines.slice(-10)]);
  const long = reasonInStderr(`Error: where ${'x'.repeat(5000)} why`);
  expect(long).toMatch(/^where x+ \.\.\. x+ why$/);
  expect(long?.length).toBeLessThan(1100);
});

test('what says nothing gives no reason', () => {
  expect(['', '\n \n'].map(reasonInStderr)).toEqual([undefined, undefined]);
});
