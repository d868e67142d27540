import { expect, test } from 'vitest';
import { mutantsOf } from './mutants.ts';

test('each line that says something is left out once', () => {
  const rego = [
    '# METADATA',
    '# title: Example',
    'package fleet.rules.example',
    '',
    'import data.fleet.objects',
    '',
    'words := rego.metadata.chain()[1].annotations',
    '',
    '# Why.',
    'violations contains violation if {',
    '\tinput.object.kind == "Pod"',
    '}',
  ].join('\n');
  const mutants = mutantsOf(rego);
  expect(mutants.map(({ line, text }) => [line, text])).toEqual([
    [10, 'violations contains violation if {'],
    [11, 'input.object.kind == "Pod"'],
  ]);
  expect(mutants[1]?.source).toBe(rego.replace('\tinput.object.kind == "Pod"\n', ''));
});
