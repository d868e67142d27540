import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import renovate from '../../renovate.json' with { type: 'json' };
import { projectFiles, textOf } from './source-files.ts';

const files = projectFiles();

// Renovate says nothing about a manager that finds no version, e.g. because a file was moved.
test.each(renovate.customManagers)('Renovate finds versions in $managerFilePatterns', manager => {
  for (const pattern of manager.managerFilePatterns) {
    const texts = files.filter(path => picomatch.isMatch(path, pattern, { dot: true })).map(textOf);
    expect(texts.length, pattern).toBeGreaterThan(0);
    for (const expression of manager.matchStrings) {
      const found = texts.filter(text => new RegExp(expression).exec(text)?.groups?.['currentValue'] !== undefined);
      expect(found.length, expression).toBeGreaterThan(0);
    }
  }
});

test('rules name dependencies that package.json has', () => {
  const named = renovate.packageRules.flatMap(({ matchDepNames = [] }) => matchDepNames);
  const known = textOf('package.json');
  expect(named.filter(name => name !== 'go' && !known.includes(`"${name}":`))).toEqual([]);
  expect(named.length).toBeGreaterThan(2);
});
