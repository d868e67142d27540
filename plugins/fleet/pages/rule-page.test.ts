import { expect, test } from 'vitest';
import type { RuleMetadata } from '../../../policies/rules/rule-metadata.ts';
import { rulePage } from './rule-page.ts';

const words: RuleMetadata = {
  title: 'No pets',
  description: 'A pet.',
  custom: {
    action: 'deny',
    severity: 'low',
    antipattern: 'cattle',
    why: 'cattle is easier',
    fix: 'give it a number',
    needs: ['object'],
    misses: ['a cat'],
  },
};
const pet = '# It has a name.\nobject: { apiVersion: v1, kind: Pet, metadata: { name: tom } }\nnamespace: zoo\n';
const samples = [
  { name: 'allow_it.yaml', text: 'object: { apiVersion: v1, kind: Cow, metadata: { name: cow-1 } }\n' },
  { name: 'deny_it.yaml', text: pet },
];
const day = '2027-01-31';
const headingsOf = (rule: Parameters<typeof rulePage>[0]) => rulePage(rule, day).sections.map(({ heading }) => heading);

test('a rule is told with what it refuses, and with what it was shown beside the object', () => {
  const page = rulePage({ id: 'no-pets', words, samples }, day);
  expect(page.facts).toEqual({ action: 'deny', severity: 'low', antipattern: 'cattle', 'needs to see': 'object' });
  expect(page.sections.map(({ heading }) => heading)).toEqual([
    'What',
    'Why',
    'Refused',
    'Accepted',
    'How to fix',
    'How to exempt',
    'Known misses',
  ]);
  expect(page.sections[2]?.blocks).toEqual([
    { text: 'It has a name.' },
    { yaml: 'apiVersion: v1\nkind: Pet\nmetadata:\n  name: tom\n' },
    { text: 'Judged with:' },
    { yaml: 'namespace: zoo\n' },
  ]);
  expect(JSON.stringify(page.sections[5])).toContain('tom-for-a-while');
});

test('a rule without samples and misses has no sections of them, and any object as example of an exemption', () => {
  const bare = { ...words, custom: { ...words.custom, misses: [] } };
  expect(headingsOf({ id: 'own-no-pets', words: bare, samples: [] })).toEqual([
    'What',
    'Why',
    'How to fix',
    'How to exempt',
  ]);
});

test('a rule that warns shows what it warns about, and the address of its page', () => {
  const mild = { ...words, doc: 'https://example.com/no-pets', custom: { ...words.custom, action: 'warn' as const } };
  const page = rulePage({ id: 'no-pets', words: mild, samples: [{ name: 'warn_it.yaml', text: pet }] }, day);
  expect(page.facts['page']).toBe('https://example.com/no-pets');
  expect(page.sections[2]?.heading).toBe('Warned about');
});
