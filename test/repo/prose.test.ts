import { expect, test } from 'vitest';
import { projectFiles, textOf } from './source-files.ts';

/** Pages of docs/ and README that people write, in whole or in part. */
const written = projectFiles().filter(path =>
  /^(README|SECURITY|CONTRIBUTING|(kubernetes|plugins|test|tools)\/README|docs\/(README|architecture)|docs\/(start|concepts|guides|reference)\/(?!commands|words)[\w-]+)\.md$/.test(
    path,
  ),
);

/**
 * Lines that people wrap: no code, no table, no address of a link, and nothing that is generated.
 */
function proseOf(page: string): string[] {
  return textOf(page)
    .replaceAll(/^( *)```[^]*?^\1```$/gm, '')
    .replaceAll(/^<!-- (\w+) -->[^]*?^<!-- \/\1 -->$/gm, '')
    .split('\n')
    .filter(line => !line.startsWith('|') && !/^\[\w+\]: /.test(line));
}

test.each(written)('%s is wrapped at 100 columns', page => {
  expect(proseOf(page).filter(line => line.length > 100 && line.trim().includes(' '))).toEqual([]);
});

/** Sentences as they are read: a heading, a paragraph or an item of a list begins a new one. */
function sentencesOf(page: string): string[] {
  return proseOf(page)
    .join('\n')
    .split(/\n\n|\n *(?:[-*]|\d+\.) |^#+ /m)
    .flatMap(block =>
      block
        .replaceAll(/\s+/g, ' ')
        .replaceAll('**', '')
        .trim()
        .split(/(?<=[.:?]) (?=[A-Z])/),
    );
}

test('no sentence is a statement that begins like a question', () => {
  const begins = /^(What|Whether|Who|Whoever|Whose|Which|That) [^?]*$/;
  const found = written.flatMap(page =>
    sentencesOf(page).flatMap(sentence => (begins.test(sentence) ? [`${page}: ${sentence}`] : [])),
  );
  expect(found).toEqual([]);
});

test('there are such pages', () => {
  expect(written.length).toBeGreaterThan(25);
});
