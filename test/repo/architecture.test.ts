import { dirname, join } from 'node:path';
import { preProcessFile } from 'typescript';
import { expect, test } from 'vitest';
import { projectFiles, textOf } from './source-files.ts';

const page = textOf('docs/architecture.md');
const guide = textOf('CONTRIBUTING.md');
const files = projectFiles();
const imports = files
  .filter(path => path.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(path))
  .flatMap(from =>
    preProcessFile(textOf(from))
      .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
      .map(({ fileName }) => ({ from, to: join(dirname(from), fileName) })),
  );

/** Returns the text below a heading of the page, until the next one. */
function section(heading: string): string {
  return page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

/** Returns the innermost of these folders in which a file lies. */
function folderOf(path: string, folders: readonly string[]): string | undefined {
  return folders.filter(folder => path.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0];
}

test('each path on the page of the architecture and in CONTRIBUTING exists', () => {
  const top = new Set(files.map(path => path.replace(/\/.*/, '')));
  const named = [...(page + guide).matchAll(/`([\w.<>/-]+)`/g)]
    .map(([, path = '']) => path.replace(/\/$/, ''))
    .filter(path => path.includes('/') && top.has(path.replace(/\/.*/, '')));
  // A name in angle brackets stands for any.
  const missing = named.filter(path => {
    const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/<\w+>/g, '[^/]+')}(/|$)`);
    return !files.some(file => pattern.test(file)) && path !== 'dist/policy.wasm';
  });
  expect(missing).toEqual([]);
  expect(named.length).toBeGreaterThan(60);
});

test('its picture has an arrow for each import between floors, and no other', () => {
  const [, picture = ''] = /```mermaid\n([^]*?)```/.exec(page) ?? [];
  const labels = [...picture.matchAll(/^ *(\w+)\[+"([\w/]+)<br>/gm)];
  const folders = new Map(labels.map(([, id = '', folder = '']) => [id, folder]));
  const arrows = [...picture.matchAll(/^ *(\w+) --> (\w+)$/gm)].map(([, from = '', to = '']) => ({
    from: folders.get(from) ?? from,
    to: folders.get(to) ?? to,
  }));
  const places = [...folders.values()];
  const between = imports
    .map(({ from, to }) => ({ from: folderOf(from, places), to: folderOf(to, places) }))
    .filter(({ from, to }) => from !== undefined && to !== undefined && from !== to);
  const reached = (from: string): string[] =>
    arrows.filter(arrow => arrow.from === from).flatMap(({ to }) => [to, ...reached(to)]);
  expect(between.filter(({ from = '', to = '' }) => !reached(from).includes(to))).toEqual([]);
  expect(arrows.filter(({ from, to }) => !between.some(one => one.from === from && one.to === to))).toEqual([]);
  expect(arrows.length).toBeGreaterThan(8);
});

const rows = [...section('Order of the folders').matchAll(/^\| `([\w/]+)` \| (.+) \|$/gm)].map(
  ([, floor = '', names = '']) => ({
    floor,
    folders: [...names.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => `${floor}/${name}`),
  }),
);

test.each(rows)('the folders of $floor are all in the order, and import to the right', ({ floor, folders }) => {
  const below = imports.filter(({ from, to }) => from.startsWith(`${floor}/`) && to.startsWith(`${floor}/`));
  const there = new Set(
    below.flatMap(({ from, to }) => [from, to]).filter(path => path.split('/').length > depth(floor)),
  );
  const sources = [...there].map(path => path.split('/').slice(0, depth(floor)).join('/'));
  expect([...new Set(sources)].sort()).toEqual(folders.toSorted());
  const place = (path: string): number => folders.indexOf(folderOf(path, folders) ?? '');
  expect(below.filter(({ from, to }) => place(to) < place(from))).toEqual([]);
});

/** Returns the number of parts in the path of a folder that lies in a floor. */
function depth(floor: string): number {
  return floor.split('/').length + 1;
}

test('the order has four floors', () => {
  expect(rows.length).toBe(4);
});

test('the words of the project are ten at most', () => {
  const words = [...section('Words of this project').matchAll(/^\| (?!word|---)[^|]+ \|/gm)];
  expect(words.length).toBeLessThanOrEqual(10);
  expect(words.length).toBeGreaterThan(5);
});
