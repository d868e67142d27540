import { expect, test } from 'vitest';
import { projectFiles, textOf } from './source-files.ts';

/**
 * The name of the API group is no domain of the project: whoever registered it would own what such
 * an address shows.
 */
const followed = /\bhttps?:\/\/([\w-]+\.)*kubectl-fleet\.io\b/g;

test('no file leads a reader to the domain that the API group is named after', () => {
  const files = projectFiles();
  const links = files.flatMap(file => [...textOf(file).matchAll(followed)].map(([link]) => `${file}: ${link}`));
  expect(links).toEqual([]);
  expect(files.some(file => textOf(file).includes('kubectl-fleet.io/v1alpha1'))).toBe(true);
});
