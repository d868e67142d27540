import { expect, test } from 'vitest';
import { offsetsOfPaths, placesOfOffsets, type Path } from './places.ts';

/** Returns the places of paths, each as line:column. */
function placesOf(text: string, ...paths: Path[]): string[] {
  return paths
    .map(offsetsOfPaths(text))
    .map(placesOfOffsets(text))
    .map(({ line, column }) => `${line}:${column}`);
}

test('an offset has a line and a column', () => {
  const placeOf = placesOfOffsets('ab\n\r\n c');
  expect([0, 2, 3, 5, 6].map(placeOf)).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 3, column: 2 },
  ]);
});

test('a value of a mapping is where its key is, an item of a list where it begins itself', () => {
  const text = '# why\nitems:\n  - b: 1\n  -\n    # here\n    "c": 1\n  - [x, {y: 1}]\n';
  const paths = [['items'], ['items', 0], ['items', 0, 'b'], ['items', 1, 'c'], ['items', 2, 1], ['items', 2, 1, 'y']];
  expect(placesOf(text, [], ...paths)).toEqual(['2:1', '2:1', '3:5', '3:5', '6:5', '7:9', '7:10']);
});

test('what is not there is where the nearest thing around it is', () => {
  expect(placesOf('a:\n  b: 1\n', ['a', 'c'], ['a', 'b', 'c', 'b'], ['x'])).toEqual(['1:1', '2:3', '1:1']);
});

test('what stands behind an alias is where the alias is', () => {
  expect(placesOf('x: &x\n  - a: 1\ny: *x\nz:\n  - *x\n', ['y', 0, 'a'], ['z', 0, 0])).toEqual(['3:1', '5:5']);
});

test('keys and indexes may be written either way', () => {
  expect(placesOf('a:\n  "0": x\nb:\n  - x\n  - y\n', ['a', 0], ['b', '1'])).toEqual(['2:3', '5:5']);
});
