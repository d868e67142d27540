import { expect, test } from 'vitest';
import type { ReadResult } from './manifest-set.ts';
import { emptyPaths } from './empty-paths.ts';
import type { FoundAtPath } from './find-files.ts';

const folder: FoundAtPath = { path: 'd', isFolder: true, files: ['d/a.yaml'], problems: [], leftOut: [] };
const contents: ReadResult = {
  path: '/repository/d/a.yaml',
  isThere: true,
  manifests: [],
  problems: [],
};

/** Returns the problems of a path with these results. */
function said(found: Partial<FoundAtPath>, ...held: Partial<ReadResult>[]): string[] {
  const all = held.map(one => ({ ...contents, ...one }));
  return emptyPaths([{ ...folder, ...found }], all, '/repository').map(({ file, message }) => `${file}: ${message}`);
}

test('a path at which nothing can be judged is a problem', () => {
  const accepts = '--allow-empty accepts that';
  expect(said({}, {})).toEqual([`d: there is no Kubernetes object to judge; ${accepts}`]);
  expect(said({ files: [] })).toEqual([`d: this folder has no *.yaml, *.yml or *.json file; ${accepts}`]);
  expect(said({ files: [], leftOut: ['/x'] })).toEqual([
    `d: all that may be a manifest is left out by --exclude or an ignore file; ${accepts}`,
  ]);
  expect(said({ path: 'a.yaml', isFolder: false, files: [], leftOut: ['/x'] })).toEqual([
    `a.yaml: it is left out by --exclude or an ignore file; ${accepts}`,
  ]);
  expect(said({ path: '-', isFolder: false, files: ['-'] }, { path: '-' })).toEqual([
    `-: there is no Kubernetes object to judge; ${accepts}`,
  ]);
});

test('an object, a problem or a rendering is something', () => {
  expect(said({}, { manifests: [{ object: {}, source: { file: 'd/a.yaml' } }] })).toEqual([]);
  expect(said({}, { problems: [{ file: 'd/a.yaml', message: 'torn' }] })).toEqual([]);
  expect(said({ files: [], problems: [{ file: 'd', message: 'permission denied' }] })).toEqual([]);
  expect(said({}, { path: '/repository/d', renderedBy: 'kustomize' })).toEqual([]);
});
