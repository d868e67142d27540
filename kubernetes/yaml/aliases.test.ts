import { parseEvents } from 'js-yaml';
import { expect, test } from 'vitest';
import { checkAliases } from './aliases.ts';

function faultOf(text: string, most = 1_000_000) {
  const checked = checkAliases(parseEvents(text, {}), text, most);
  return 'fault' in checked ? checked : undefined;
}

test('an alias of what came before is right, also of a name that is used again', () => {
  expect(faultOf('a: &x 1\nb: *x\nc: &x {d: &y 2, e: *y}\nf: [*x, *y]\n')).toBeUndefined();
  expect(faultOf('a: &x {b: &x 1, c: *x}\n')).toBeUndefined();
});

test('an alias without an anchor in its document is a fault', () => {
  expect(faultOf('a: *x\n')).toEqual({ fault: 'alias *x has no anchor', offset: 3 });
  expect(faultOf('a: &x 1\n---\na: *x\n')).toEqual({ fault: 'alias *x has no anchor', offset: 15 });
});

test('an alias of what it is part of is a fault', () => {
  expect(faultOf('a: &x\n  b: [*x]\n')).toEqual({ fault: 'alias *x is part of itself', offset: 12 });
});

test('aliases that multiply are a fault', () => {
  const items = (item: string) => Array.from({ length: 10 }, () => item).join(', ');
  const levels = Array.from(
    { length: 9 },
    (_, level) => `a${level}: &a${level} [${items(level === 0 ? 'x' : `*a${level - 1}`)}]`,
  );
  expect(faultOf(levels.slice(0, 4).join('\n'))).toBeUndefined();
  expect(faultOf(levels.join('\n'))?.fault).toBe('aliases add more than 100000 values');
});

test('each document may add as many values', () => {
  const list = `[${Array.from({ length: 60_000 }, () => 'x').join(', ')}]`;
  expect(faultOf(`a: &a ${list}\nb: *a\n---\na: &a ${list}\nb: *a\n`)).toBeUndefined();
});

test('what all documents may add together is bounded', () => {
  const text = 'a: &a [1, 2]\nb: *a\n---\na: &a [1, 2]\nb: *a\n';
  expect(checkAliases(parseEvents(text, {}), text, 6)).toEqual({ added: 6 });
  expect(faultOf(text, 5)?.offset).toBe(text.lastIndexOf('*'));
});
