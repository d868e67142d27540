import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSample, sampleFiles, type SampleReview } from '../../policies/bundle/samples.ts';

const rulesFolder = join(import.meta.dirname, '../../policies/fleet/rules');

export interface RuleSample extends SampleReview {
  /** Id of the rule that it belongs to, e.g. no-federated-stateful. */
  rule: string;
  file: string;
}

/** All samples of all rules below a folder, in the order of their files. */
export function readSamples(folder = rulesFolder): RuleSample[] {
  return readdirSync(folder).flatMap(rule =>
    sampleFiles(join(folder, rule)).map(file => ({ ...readSample(file), rule: rule.replaceAll('_', '-'), file })),
  );
}
