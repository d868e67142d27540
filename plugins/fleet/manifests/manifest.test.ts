import { expect, test } from 'vitest';
import { problemLine, displayName } from './manifest.ts';

test('a problem is printed with as much of its place as is known', () => {
  const lines = [
    problemLine({ file: 'a.yaml', message: 'permission denied' }),
    problemLine({ file: 'a.yaml', line: 3, message: 'no kind' }),
    problemLine({ file: 'a.yaml', line: 3, column: 7, message: 'Map keys must be unique' }),
  ];
  expect(lines).toEqual(['a.yaml: permission denied', 'a.yaml:3: no kind', 'a.yaml:3:7: Map keys must be unique']);
});

test('an object is named by kind, namespace and name, as far as it has them', () => {
  const metadata = { name: 'a', generateName: 'b-', namespace: 'prod' };
  expect(displayName({ kind: 'Pod', metadata })).toBe('Pod prod/a');
  expect(displayName({ kind: 'Pod', metadata: { generateName: 'b-' } })).toBe('Pod b-');
  expect(displayName({ kind: 'Pod', metadata: null })).toBe('Pod (no name)');
});
