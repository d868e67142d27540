import { expect, test } from 'vitest';
import { documentText } from './format.ts';

test('a document is indented JSON, or YAML that can be compared line by line', async () => {
  const same = { a: 1 };
  const value = { text: 'word '.repeat(30).trim(), one: same, other: same, number: '1' };
  expect(JSON.parse(await documentText('json', value))).toEqual(value);
  expect(await documentText('yaml', value)).toBe(`text: ${value.text}\none:\n  a: 1\nother:\n  a: 1\nnumber: "1"`);
});
