import { expect, test } from 'vitest';
import { excluder } from './excluded.ts';

/** Returns the paths below /repo that a glob excludes from `lint root`. */
function excluded(glob: string, paths: readonly string[], root = '.'): string[] {
  const isExcluded = excluder([glob], { workingDirectory: '/repo', root });
  return paths.filter(path => isExcluded(`/repo/${path}`));
}

test('a glob without a slash is a name at any depth', () => {
  expect(excluded('dev.yaml', ['dev.yaml', 'a/b/dev.yaml', 'a/dev.yaml.yaml'])).toEqual(['dev.yaml', 'a/b/dev.yaml']);
  expect(excluded('*.{json,yml}', ['a.json', 'a/b.yml', 'a.yaml'])).toEqual(['a.json', 'a/b.yml']);
});

test('a glob with a slash starts at the working directory or at the named path', () => {
  const paths = ['test/a.yaml', 'deploy/test/a.yaml'];
  expect(excluded('test/*', paths)).toEqual(['test/a.yaml']);
  expect(excluded('test/*', paths, 'deploy')).toEqual(paths);
  expect(excluded('**/test/*', paths)).toEqual(paths);
  expect(excluded('/repo/test/*', paths)).toEqual(['test/a.yaml']);
});

test('a glob that begins with ./ is no name at any depth', () => {
  expect(excluded('./*.json', ['a.json', 'a/b.json'])).toEqual(['a.json']);
});

test('a folder is excluded by its name, written as people write it', () => {
  for (const glob of ['a/test', './a/test', 'a/test/', 'a/test/**'])
    expect(excluded(glob, ['a/test', 'a'])).toEqual(['a/test']);
});

test('without a glob nothing is excluded', () => {
  expect(excluder([], { workingDirectory: '/repo', root: '.' })('/repo/a')).toBe(false);
});
