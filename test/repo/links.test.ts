import { relative } from 'node:path';
import GithubSlugger from 'github-slugger';
import { expect, test } from 'vitest';
import { projectFiles, root, textOf } from './source-files.ts';

const files = projectFiles();
const pages = files.filter(path => path.endsWith('.md'));
const links = pages.flatMap(page =>
  [...prose(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, path = '', anchor]) => ({
    page,
    target: path === '' ? page : relative(root, new URL(path, `file://${root}/${page}`).pathname),
    anchor,
  })),
);

/** A page without its blocks of code, in which a line may begin with # and be no heading. */
function prose(page: string): string {
  return textOf(page).replaceAll(/^( *)```[^]*?^\1```$/gm, '');
}

/** The anchors of a page as GitHub makes them of its headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const headings = [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(headings.map(heading => slugger.slug(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'))));
}

/** The pages to which the links of these pages lead, these pages included. */
function oneClickFrom(some: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...some, ...links.filter(({ page }) => some.has(page)).map(({ target }) => target)]);
}

test('every link to a file of the project leads to one', () => {
  const leadsNowhere = links.filter(
    ({ target }) => !files.some(file => file === target || file.startsWith(`${target.replace(/\/$/, '')}/`)),
  );
  expect(leadsNowhere).toEqual([]);
  expect(links.length).toBeGreaterThan(100);
});

test('every link to a heading leads to one', () => {
  const anchors = new Map(pages.map(page => [page, anchorsOf(page)]));
  const anchored = links.filter(({ anchor, target }) => anchor !== undefined && target.endsWith('.md'));
  expect(anchored.filter(({ target, anchor = '' }) => anchors.get(target)?.has(anchor) !== true)).toEqual([]);
  expect(anchored.length).toBeGreaterThan(20);
});

test('every page of docs/ is two clicks from README or from the index at most', () => {
  const near = oneClickFrom(oneClickFrom(new Set(['README.md', 'docs/README.md'])));
  const documented = pages.filter(page => page.startsWith('docs/'));
  expect(documented.filter(page => !near.has(page))).toEqual([]);
  expect(documented.length).toBeGreaterThan(60);
});

test('the index has one line for each page of the four shelves', () => {
  const listed = links
    .filter(({ page }) => page === 'docs/README.md')
    .map(({ target }) => target)
    .filter(target => /^docs\/(start|concepts|guides|reference)\//.test(target));
  const shelved = pages.filter(page =>
    /^docs\/(start|concepts|guides|reference)\/([\w-]+|[\w-]+\/README)\.md$/.test(page),
  );
  expect(listed.toSorted()).toEqual(shelved.toSorted());
});
