import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { parse } from 'yaml';
import { errorsText } from '../../kubernetes/schema/errors-text.ts';
import type { Decision } from '../review/decision.ts';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { ReviewInput } from '../review/review-input.ts';
import { PolicyError } from './errors.ts';

/** Part of a ReviewInput; `readSample` adds the rest as of an ordinary create request. */
const Sample = Type.Intersect([Type.Partial(ReviewInput), Type.Object({ object: KubernetesObject })]);
const Identity = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  metadata: Type.Object({ name: Type.Optional(Type.String()), namespace: Type.Optional(Type.String()) }),
});

const verdicts = ['allow', 'warn', 'audit', 'deny'] as const;

/** Sample of a rule as a review with its expected verdict. */
export interface SampleReview {
  /** Expected action of the rule's findings, from the file's name; allow for no finding. */
  verdict: (typeof verdicts)[number];
  input: ReviewInput;
}

export const isSample = validatorOf(Sample);
export const isNamed = validatorOf(Identity);

/** Returns the paths of the samples in the folder of a rule, sorted; [] for none. */
export function sampleFiles(ruleFolder: string): string[] {
  const folder = join(ruleFolder, 'samples');
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map(name => join(folder, name))
    : [];
}

/**
 * Reads a sample and fills in the rest of the review.
 * @throws PolicyError SAMPLE_INVALID, which does not name the file
 */
export function readSample(file: string): SampleReview {
  const sample: unknown = parseYaml(file);
  if (!isSample(sample)) throw invalid(errorsText(isSample.errors, 'sample'));
  const { object } = sample;
  if (!isNamed(object)) throw invalid(errorsText(isNamed.errors, 'object'));
  const [group, version] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : ['', object.apiVersion];
  const input: ReviewInput = {
    operation: 'CREATE',
    kind: { group: group ?? '', version: version ?? '', kind: object.kind },
    resource: { group: group ?? '', version: version ?? '', resource: '' },
    subResource: '',
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name ?? '',
    oldObject: null,
    userInfo: {},
    fieldManager: '',
    dryRun: false,
    namespaceObject: null,
    cluster: {},
    settings: {},
    now: '2026-11-23T00:00:00Z',
    ...sample,
  };
  return { verdict: verdictOf(basename(file)), input };
}

/**
 * Returns the actions of a rule's findings, each once and sorted. For a sample they are the one in
 * its name; for an allow sample there are none.
 */
export function actionsOf(rule: string, { findings }: Decision): string[] {
  return [...new Set(findings.filter(finding => finding.rule === rule).map(({ action }) => action))].sort();
}

const invalid = (problem: string, cause?: unknown) => new PolicyError('SAMPLE_INVALID', problem, { cause });

function parseYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const [problem = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw invalid(problem.replace(/:$/, ''), error);
  }
}

function verdictOf(name: string): SampleReview['verdict'] {
  const verdict = verdicts.find(prefix => name.startsWith(`${prefix}_`));
  if (verdict === undefined) throw invalid(`a sample's name starts with ${verdicts.map(one => `${one}_`).join(', ')}`);
  return verdict;
}
