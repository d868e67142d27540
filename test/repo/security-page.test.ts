import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { textOf } from './source-files.ts';

/** Claims of docs/concepts/security.md, each with the test that holds it. */
const Says = { says: Type.String({ minLength: 1 }) };
const Tested = Type.Object({ ...Says, file: Type.String(), test: Type.String({ minLength: 1 }) });
const Claims = Type.Array(
  Type.Union([
    Tested,
    Type.Object({ ...Says, source: Type.String({ pattern: '^https://' }) }),
    Type.Object({ ...Says, advice: Type.Literal(true) }),
  ]),
);
const claims: Static<typeof Claims> = Value.Parse(Claims, parse(textOf('test/repo/security-claims.yaml')));
const sentences = sentencesOf(textOf('docs/concepts/security.md'));

/**
 * Sentences of a page as they are read, without its headings; of its table only the answers, as the
 * rest is threats and what is left to others.
 */
function sentencesOf(page: string): string[] {
  const [, ...rows] = page.split('\n').filter(line => line.startsWith('|') && !line.includes('---'));
  const answers = rows.map(row => row.split(' | ')[2] ?? '');
  const prose = page
    .replaceAll(/^```[^]*?^```$/gm, '')
    .replaceAll(/^[#|].*$/gm, '')
    .split(/\n\n|^- /m);
  return [...prose, ...answers].flatMap(text =>
    text
      .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
      .replaceAll(/[`*]/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim()
      .split(/(?<=[.;]) /)
      .filter(sentence => sentence !== ''),
  );
}

test('every sentence of the page claims what is tested, or what others say of themselves', () => {
  const unheld = sentences.filter(sentence => !claims.some(({ says }) => sentence.includes(says)));
  expect(unheld).toEqual([]);
});

test('every claim is on the page', () => {
  const gone = claims.filter(({ says }) => !sentences.some(sentence => sentence.includes(says)));
  expect(gone).toEqual([]);
});

test('every test that holds a claim is there', () => {
  const tested = claims.filter(claim => Value.Check(Tested, claim));
  expect(tested.length).toBeGreaterThan(60);
  const missing = tested.filter(claim => !titlesIn(claim.file).some(title => title.includes(claim.test)));
  expect(missing).toEqual([]);
});

/** Lines of a file of tests on which a test is named; a table of tests has its name below. */
function titlesIn(file: string): string[] {
  return textOf(file)
    .split('\n')
    .filter(line => /^\s*test(_|\(|\.each)|^\]\)\(|^ {2}['"`]|what: '/.test(line));
}
