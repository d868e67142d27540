import { expect, test } from 'vitest';
import { customCells, readColumns, readColumnsFile } from './custom-columns.ts';

const pod = {
  metadata: { name: 'cart', labels: { b: '2', a: '1' } },
  spec: { containers: [{ name: 'x' }, { name: 'y' }] },
};

test.each([
  ['NAME:metadata.name', ['cart']],
  ['NAME:.metadata.name,NAMES:{spec.containers[*].name}', ['cart', 'x,y']],
  ['LABELS:{.metadata.labels},NONE:.status.phase', ['map[a:1 b:2]', '<none>']],
])('%s has the cells %j', (spec, cells) => {
  expect(customCells(readColumns(spec), pod)).toEqual(cells);
});

test('columns of a file are two lines with blanks between words', () => {
  expect(customCells(readColumnsFile('NAME \t KIND\n.metadata.name  kind\nmore\n'), pod)).toEqual(['cart', '<none>']);
});

test.each([
  ['', 'invalid template, missing header line. '],
  ['NAME\n', 'invalid template, missing spec line. '],
  ['NAME KIND\n.metadata.name\n', "number of headers (2) and field specifications (1) don't match"],
])('a file with %j is refused', (content, message) => {
  expect(() => readColumnsFile(content)).toThrow(message);
});
