import { expect, test } from 'vitest';
import { printJsonPath, readTemplate } from './print.ts';

function print(template: string, document: unknown, options = { allowMissingKeys: true, asJson: false }): string {
  return printJsonPath({ template: readTemplate(template), ...options }, document);
}

const pod = { metadata: { name: 'cart' }, spec: { containers: [{ name: 'a' }, { name: 'b' }] } };

test('text is printed as it is, and several values with blanks between', () => {
  expect(print('names: {.spec.containers[*].name}\n', pod)).toBe('names: a b\n');
});

test('a range prints its nodes for each value', () => {
  expect(print('{range .spec.containers[*]}{.name}{"\\t"}{end}', pod)).toBe('a\tb\t');
});

test('an error names the template and never shows the document', () => {
  const secret = { data: { password: 'aHVudGVyMg==' } };
  const strict = { allowMissingKeys: false, asJson: false };
  expect(() => print('{.data.user}', secret, strict)).toThrow(
    'error executing jsonpath "{.data.user}": user is not found',
  );
  expect(() => print('{[?(@.a)]}', secret)).toThrow(
    'error executing jsonpath "{[?(@.a)]}": map[string]interface {} is not array or slice and cannot be filtered',
  );
  expect(() => print('{.data', secret)).toThrow('error parsing jsonpath {.data, unclosed action');
});

test('a map is printed with sorted keys, also where they are numbers', () => {
  expect(print('{.a}', { a: { b: 1, '10': 2, '2': 3, B: 4 } })).toBe('{"10":2,"2":3,"B":4,"b":1}');
});

test('keys that every object of JavaScript has are missing keys', () => {
  expect(print('{.constructor}{.toString}{.__proto__}{.length}', pod)).toBe('');
  expect(print('{.__proto__.a}', JSON.parse('{"__proto__": {"a": 1}}'))).toBe('1');
});

test.each([
  ['ranges in each other', '{range .l[*]}'.repeat(12) + '{@}' + '{end}'.repeat(12)],
  ['ranges that do not end', '{range .l[0]}'.repeat(60)],
  ['ranges over nothing that do not end', '{range .none}'.repeat(60)],
  ['descents behind descents', `{${'..l'.repeat(30)}}`],
])('%s end', (_, template) => {
  const l: unknown[] = [1, 2, 3, 4, 5];
  expect(() => print(template, { l: Array.from({ length: 10 }, () => ({ l })) })).not.toThrow(RangeError);
});

test('a template that visits too much is an error', () => {
  const l = [1, 2, 3];
  expect(() => print('{range .l[*]}'.repeat(40), { l: [{ l: [{ l }] }] })).toThrow(
    'the template visits more than 20000000 values',
  );
});

test('a template that prints too much is an error', () => {
  const text = 'x'.repeat(1_000_000);
  expect(() => print('{.a}'.repeat(300), { a: text })).toThrow('the template prints more than 250 million characters');
});

test('ranges in each other have a limit', () => {
  let nested: unknown = 1;
  for (let depth = 0; depth < 200; depth += 1) nested = [nested];
  expect(() => print('{range @[*]}'.repeat(150), nested)).toThrow('more than 100 ranges lie in each other');
});

test('objects of many levels are an error, and no overflow', () => {
  let nested: unknown = 1;
  for (let depth = 0; depth < 100_000; depth += 1) nested = { a: nested };
  expect(() => print('{.a}', nested)).toThrow('an object has more than 1000 levels');
  expect(print('{..b}', nested)).toBe('');
});

test('a long template and a long path are read', () => {
  expect(print(`{.a${'.b'.repeat(50_000)}}`, { a: 1 })).toBe('');
  expect(print('{.a}'.repeat(50_000), { a: 1 })).toBe('1'.repeat(50_000));
  expect(() => print(`{${'[?('.repeat(20_000)}`, {})).toThrow('unterminated filter');
  expect(() => print(`{.a[?(@.b=="${'\\"'.repeat(50_000)}`, {})).toThrow('unterminated filter');
});
