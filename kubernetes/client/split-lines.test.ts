import { expect, test } from 'vitest';
import { splitLines } from './split-lines.ts';

async function linesOf(chunks: readonly string[], limit?: number): Promise<string[]> {
  const lines: string[] = [];
  async function* stream() {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, 'latin1'));
  }
  for await (const line of splitLines(stream(), 'ADDRESS', limit)) lines.push(line);
  return lines;
}

test.each([
  { chunks: ['a\nb\n'], lines: ['a', 'b'] },
  { chunks: ['a', 'b\nc', '\n'], lines: ['ab', 'c'] },
  { chunks: ['a\n\nb'], lines: ['a', '', 'b'] },
  { chunks: ['', 'a'], lines: ['a'] },
  { chunks: [], lines: [] },
  { chunks: ['\u00c3', '\u00a9\n'], lines: ['é'] },
])('$chunks are the lines $lines', async ({ chunks, lines }) => {
  expect(await linesOf(chunks)).toEqual(lines);
});

test('a line without an end is refused before it fills the memory', async () => {
  await expect(linesOf(['ok\n', 'aaaa', 'aaaa', 'aaaa'], 10)).rejects.toThrow(
    'a line is longer than 10 bytes (ADDRESS)',
  );
});
