import { expect, test } from 'vitest';
import { filesOfTar } from './tar.ts';

/** Returns one entry of an archive in the POSIX format. */
function entry(
  name: string,
  content: string,
  { type = '0', prefix = '', size = content.length.toString(8) } = {},
): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write(size.padStart(11, '0'), 124);
  head.write(type, 156);
  head.write('ustar\0', 257, 'latin1');
  head.write(prefix, 345);
  return Buffer.concat([head, Buffer.from(content.padEnd(Math.ceil(content.length / 512) * 512, '\0'))]);
}

const namesIn = (...entries: Buffer[]) =>
  [...filesOfTar(Buffer.concat([...entries, Buffer.alloc(1024)]))].map(([name, content]) => [name, content.toString()]);

test('files are found by their names, wherever the archive says they start', () => {
  expect(namesIn(entry('/a', 'one'), entry('./b', ''), entry('c/d', 'three'))).toEqual([
    ['a', 'one'],
    ['b', ''],
    ['c/d', 'three'],
  ]);
});

test('folders, links and words about the next file are no files', () => {
  const others = ['1', '2', '5', 'g', 'x'].map(type => entry(`other-${type}`, type === 'x' ? 'path=y' : '', { type }));
  expect(namesIn(...others, entry('a', 'one'))).toEqual([['a', 'one']]);
});

test('a name that has no room is put together', () => {
  expect(namesIn(entry('no_pods.rego', '', { prefix: '/fleet/rules/no_pods' }))).toEqual([
    ['fleet/rules/no_pods/no_pods.rego', ''],
  ]);
});

test.each(['-1000', '', 'size', '7777777'])('a file of size %j is not whole', size => {
  expect(() => namesIn(entry('a', 'one', { size: `${size}\0` }))).toThrow('a file in it is not whole');
});

test('two files of one name are refused, however it is written', () => {
  expect(() => namesIn(entry('/a', 'one'), entry('./a', 'two'))).toThrow('two files in it are called a');
});
