import { expect, test } from 'vitest';
import { projectFiles, textOf } from './source-files.ts';

const files = projectFiles().filter(path => /\.(ts|rego)$/.test(path) && !path.startsWith('docs/'));

/** Returns the lines of a file that are comments, each with its place. */
function commentsOf(path: string): { place: string; line: string }[] {
  const comment = path.endsWith('.ts') ? /^\s*(\/\*\*|\*|\/\/) / : /^\s*# /;
  return textOf(path)
    .split('\n')
    .map((line, index) => ({ place: `${path}:${index + 1}`, line }))
    .filter(({ line }) => comment.test(line));
}

test('every comment fits in 100 columns', () => {
  const comments = files.flatMap(commentsOf);
  // A long address cannot be broken.
  expect(comments.filter(({ line }) => line.length > 100 && !line.includes('://'))).toEqual([]);
  expect(comments.length).toBeGreaterThan(4000);
});

test('a comment begins with its subject or its verb', () => {
  const start = /^\s*(\/\*\*|\*|\/\/|#) (What|That|Whether|Whose|Who|Whoever|Which|Those) [a-z]/;
  expect(files.flatMap(commentsOf).filter(({ line }) => start.test(line))).toEqual([]);
});
