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
