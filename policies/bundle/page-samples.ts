import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { RuleSample, SamplesByPackage } from '../rules/rule-samples.ts';
import { sampleFiles } from './samples.ts';

/**
 * Returns the samples for the pages of rules by package: the first sample of each verdict.
 * @param names package names, which are also the names of the folders
 */
export function pageSamples(rulesFolder: string, names: readonly string[]): SamplesByPackage {
  return Object.fromEntries(names.map(name => [name, firstOfEach(sampleFiles(join(rulesFolder, name)))]));
}

function firstOfEach(files: readonly string[]): RuleSample[] {
  const samples = files
    .map(file => ({ name: basename(file), text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => holdsObject(text));
  const verdictOf = ({ name }: RuleSample): string => name.replace(/_.*/, '');
  return samples.filter(
    (sample, index) => samples.findIndex(other => verdictOf(other) === verdictOf(sample)) === index,
  );
}

/** True for a sample with an object. `policy test` reports the problems of the others. */
function holdsObject(text: string): boolean {
  try {
    const sample: unknown = parse(text);
    return typeof sample === 'object' && sample !== null && 'object' in sample;
  } catch {
    return false;
  }
}
