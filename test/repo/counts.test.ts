import { expect, test } from 'vitest';
import { lastStep } from '../demo/steps.ts';
import { projectFiles, textOf } from './source-files.ts';

/** Numbers that several pages name: each has one source, and every page says the same. */
const files = projectFiles();
const pages = files.filter(path => path.endsWith('.md')).map(page => ({ page, text: textOf(page) }));

const numberWords =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' ');
const numberOf = (word: string): number => (/\d/.test(word) ? Number(word) : numberWords.indexOf(word.toLowerCase()));
const anyNumber = `(\\d+|${numberWords.join('|')})`;

const filesLike = (pattern: RegExp): number => files.filter(path => pattern.test(path)).length;
const replicas = Number(/^replicaCount: (\d+)$/m.exec(textOf('charts/fleet-webhook/values.yaml'))?.[1]);

test.each([
  { what: 'rules', number: filesLike(/^docs\/reference\/rules\/(?!README)[a-z-]+\.md$/), pages: 3 },
  { what: 'systems', number: filesLike(/^policies\/fleet\/catalogue\/systems\/[a-z0-9_]+\/data\.yaml$/), pages: 2 },
  { what: 'replicas', number: replicas, pages: 2 },
])('every page that counts $what says $number', ({ what, number, pages: atLeast }) => {
  const counted = pages.flatMap(({ page, text }) =>
    [...text.matchAll(new RegExp(`\\b${anyNumber} ${what}\\b`, 'gi'))].map(([words, word = '']) => ({
      said: `${page}: ${words}`,
      number: numberOf(word),
    })),
  );
  expect(counted.filter(found => found.number !== number)).toEqual([]);
  expect(counted.length).toBeGreaterThanOrEqual(atLeast);
});

test('every exit code that a page names is one of docs/reference/commands.md', () => {
  const codesIn = (page: string) => [...textOf(page).matchAll(/^\| (\d) \| /gm)].map(([, code]) => code);
  const known = codesIn('docs/reference/commands.md');
  const named = pages.flatMap(({ text }) => [...text.matchAll(/exit code (?:is then )?(\d)/g)].map(([, code]) => code));
  expect([...named, ...codesIn('docs/guides/lint.md')].filter(code => !known.includes(code))).toEqual([]);
  expect(named.length).toBeGreaterThan(3);
  expect(textOf('README.md')).toContain(`The exit code is then ${lastStep.exitCode}`);
});
