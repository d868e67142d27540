import { dirname, join } from 'node:path';
import { preProcessFile } from 'typescript';
import { expect, test } from 'vitest';
import { projectFiles, textOf } from './source-files.ts';

interface Import {
  from: string;
  to: string;
}

const isSource = (path: string) => path.endsWith('.ts') && !path.endsWith('.test.ts');
const sources = projectFiles().filter(isSource);
const imports: Import[] = sources.flatMap(from =>
  preProcessFile(textOf(from))
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => ({ from, to: join(dirname(from), fileName) })),
);

/** Imports that start in one folder and end where they may not. */
function strays(folder: string, allowed: readonly string[]): Import[] {
  return imports.filter(({ from, to }) => from.startsWith(folder) && !allowed.some(place => to.startsWith(place)));
}

/** The policies as a running program has them: all but what compiles bundles. */
const policiesAtRunTime = [
  'admission',
  'engine',
  'facts',
  'gitops',
  'health',
  'review',
  'rules',
  'schema',
  'settings',
].map(name => `policies/${name}/`);

test.each([
  { rule: 'the floor of Kubernetes knows no policy', folder: 'kubernetes/', allowed: ['kubernetes/'] },
  {
    rule: 'the plugin imports what builds bundles, and no webhook',
    folder: 'plugins/',
    allowed: ['plugins/', 'policies/', 'kubernetes/', 'package.json'],
  },
  {
    rule: 'the webhook imports neither the plugin nor what builds bundles',
    folder: 'webhooks/',
    allowed: ['webhooks/', ...policiesAtRunTime, 'kubernetes/'],
  },
  { rule: 'policies import Kubernetes alone', folder: 'policies/', allowed: ['policies/', 'kubernetes/'] },
  { rule: 'the engine builds nothing', folder: 'policies/engine/', allowed: [...policiesAtRunTime, 'kubernetes/'] },
])('$rule', ({ folder, allowed }) => {
  expect(strays(folder, allowed)).toEqual([]);
  expect(imports.filter(({ from }) => from.startsWith(folder)).length).toBeGreaterThan(3);
});

test('no two files import each other, directly or by way of others', () => {
  expect(loopsOf(imports)).toEqual([]);
  expect(sources.length).toBeGreaterThan(80);
});

/** Folders as deep as `depth`: those below are one with theirs. */
function foldersAt(depth: number): Import[] {
  const folderOf = (path: string): string => path.split('/').slice(0, -1).slice(0, depth).join('/');
  return imports
    .map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to) }))
    .filter(({ from, to }) => from !== to && to !== '');
}

test.each([1, 2, 3, 4, 5])('no two folders import each other, seen %i deep', depth => {
  expect(loopsOf(foldersAt(depth))).toEqual([]);
  expect(foldersAt(depth).length).toBeGreaterThan(5);
});

test('no two folders of the policy use each other, at any depth, directly or by way of others', () => {
  const policy = 'policies/fleet/';
  const files = projectFiles().filter(path => path.startsWith(policy));
  const folders = new Set(files.flatMap(file => pathsTo(dirname(file.slice(policy.length)))));
  const uses = files
    .filter(path => /(?<!_test)\.rego$/.test(path))
    .flatMap(file =>
      [...textOf(file).matchAll(/^(?!\s*#).*?data\.fleet\.[\w.]+.*$/gm)]
        .flatMap(([line]) => [...line.matchAll(/data\.fleet\.([\w.]+)/g)])
        .map(([, name = '']) => pathsTo(name.replaceAll('.', '/')).findLast(path => folders.has(path)) ?? name)
        .map(to => ({ from: dirname(file.slice(policy.length)), to })),
    );
  const deepest = Math.max(...uses.map(({ from }) => from.split('/').length));
  for (let depth = 1; depth <= deepest; depth++) {
    const cut = (path: string): string => path.split('/').slice(0, depth).join('/');
    const between = uses
      .map(({ from, to }) => ({ from: cut(from), to: cut(to) }))
      .filter(({ from, to }) => from !== to);
    expect(loopsOf(between), `folders of ${depth} steps`).toEqual([]);
    expect(between.length).toBeGreaterThan(150);
  }
  expect(deepest).toBeGreaterThan(3);
});

/**
 * A path and those of the folders in which it lies, the shortest first: a, a/b and a/b/c for a/b/c.
 */
function pathsTo(path: string): string[] {
  const steps = path.split('/');
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

/** Returns the files or folders that lead back to themselves. */
function loopsOf(edges: readonly Import[]): string[] {
  const targets = Map.groupBy(edges, ({ from }) => from);
  return [...targets.keys()].filter(start => {
    const seen = new Set<string>();
    const next = [start];
    for (let place = next.pop(); place !== undefined; place = next.pop()) {
      for (const { to } of targets.get(place) ?? []) {
        if (to === start) return true;
        if (!seen.has(to)) next.push(to);
        seen.add(to);
      }
    }
    return false;
  });
}
