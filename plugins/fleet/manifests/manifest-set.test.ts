import { expect, test } from 'vitest';
import { manifestSet } from './manifest-set.ts';

test('files and folders are counted as far as there was something to read, and all that they hold is one', () => {
  const manifest = (name: string) => ({ object: { kind: name }, source: { file: `${name}.yaml` } });
  const skipped = { file: 'e', reason: 'not-kubernetes' as const };
  const contents = [
    { path: '/a', isThere: true, manifests: [manifest('a'), manifest('b')], problems: [] },
    { path: '/b', isThere: false, manifests: [], problems: [{ file: 'b', message: 'torn' }] },
    { path: '/c', renderedBy: 'kustomize' as const, isThere: true, manifests: [manifest('c')], problems: [] },
    {
      path: '/d',
      renderedBy: 'kustomize' as const,
      isThere: false,
      manifests: [],
      problems: [{ file: 'd', message: 'no helm' }],
    },
    { path: '/e', isThere: false, manifests: [], problems: [], skipped },
  ];
  expect(manifestSet(contents, [{ file: 'x', message: 'nowhere' }])).toEqual({
    manifests: [manifest('a'), manifest('b'), manifest('c')],
    problems: [
      { file: 'x', message: 'nowhere' },
      { file: 'b', message: 'torn' },
      { file: 'd', message: 'no helm' },
    ],
    files: 1,
    folders: 1,
    skipped: [skipped],
  });
});
