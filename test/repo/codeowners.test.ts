import ignore from 'ignore';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFiles, textOf } from './source-files.ts';

const files = projectFiles();
const rules = textOf('.github/CODEOWNERS')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map(line => {
    const [pattern = '', ...owners] = line.split(/\s+/);
    return { pattern, owners };
  });

// Source: "About code owners" in GitHub's documentation. GitHub skips a line that is wrong, and no
// pull request tells.
test('each line is a pattern that GitHub takes, and its owners', () => {
  expect(rules.filter(({ pattern }) => /[[\]!\\]/.test(pattern))).toEqual([]);
  const owner = /^@[a-z\d]+(-[a-z\d]+)*(\/[\w-]+)?$/i;
  expect(rules.filter(({ owners }) => owners.length === 0 || !owners.every(name => owner.test(name)))).toEqual([]);
  expect(rules.length).toBeGreaterThan(1);
});

test('each pattern matches a file', () => {
  // Patterns are those of ignore files, apart from what the test above refuses.
  const unused = rules.filter(({ pattern }) => {
    const matcher = ignore().add(pattern);
    return !files.some(file => matcher.ignores(file));
  });
  expect(unused).toEqual([]);
});

test('each file has an owner, because the first line matches all', () => {
  expect(rules[0]?.pattern).toBe('*');
});

test('no line takes back what a line above it says of the same pattern', () => {
  expect(new Set(rules.map(({ pattern }) => pattern)).size).toBe(rules.length);
});

test('the owners are teams of the organisation to which releases are pushed', () => {
  const values: unknown = parse(textOf('charts/fleet-webhook/values.yaml'));
  const [, organisation = ''] = /ghcr\.io\/([^/]+)\//.exec(JSON.stringify(values)) ?? [];
  const owners = new Set(rules.flatMap(rule => rule.owners));
  expect([...owners].filter(owner => !owner.startsWith(`@${organisation}/`))).toEqual([]);
});
