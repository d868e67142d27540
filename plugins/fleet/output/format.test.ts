import { expect, test } from 'vitest';
import { chooseFormat, documentText } from './format.ts';

const command = { name: 'versions', formats: ['table', 'json'] };

test('a command has a default format, and refuses one that it does not have', () => {
  expect(chooseFormat({}, command)).toBe('table');
  expect(chooseFormat({ output: 'json' }, command)).toBe('json');
  expect(() => chooseFormat({ output: 'yaml' }, command)).toThrow(
    expect.objectContaining({
      message: 'unknown output format "yaml": use table, json',
      helpOf: 'versions',
      exitCode: 2,
    }),
  );
});

test('a document is indented JSON, or YAML that can be compared line by line', async () => {
  const same = { a: 1 };
  const value = { text: 'word '.repeat(30).trim(), one: same, other: same, number: '1' };
  expect(JSON.parse(await documentText('json', value))).toEqual(value);
  expect(await documentText('yaml', value)).toBe(`text: ${value.text}\none:\n  a: 1\nother:\n  a: 1\nnumber: "1"`);
});
