import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { parse } from 'yaml';
import { KubernetesObject, ReviewInput } from '../../policies/engine/model.ts';

const rulesFolder = join(import.meta.dirname, '../../policies/fleet/rules');

/** A sample says only what matters of a ReviewInput; `input` fills in the rest as an ordinary create would. */
const Sample = Type.Intersect([Type.Partial(ReviewInput), Type.Object({ object: KubernetesObject })]);
const Identity = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  metadata: Type.Object({ name: Type.Optional(Type.String()), namespace: Type.Optional(Type.String()) }),
});

export interface RuleSample {
  /** Id of the rule that it belongs to, e.g. no-federated-stateful. */
  rule: string;
  /** What the rule must say of it, from the file's name. */
  verdict: 'allow' | 'warn' | 'deny';
  file: string;
  input: ReviewInput;
}

const ajv = new Ajv();
const isSample = ajv.compile<Static<typeof Sample>>(Sample);
const isNamed = ajv.compile<Static<typeof Identity>>(Identity);

/** All samples of all rules, in the order of their files. */
export function readSamples(): RuleSample[] {
  return readdirSync(rulesFolder).flatMap(rule => {
    const folder = join(rulesFolder, rule, 'samples');
    return readdirSync(folder).map(name => ({
      rule: rule.replaceAll('_', '-'),
      verdict: verdictOf(name),
      file: join(folder, name),
      input: readInput(join(folder, name)),
    }));
  });
}

function verdictOf(name: string): RuleSample['verdict'] {
  const verdict = (['allow', 'warn', 'deny'] as const).find(prefix => name.startsWith(`${prefix}_`));
  if (verdict === undefined) throw new Error(`${name}: a sample's name starts with allow_, warn_ or deny_`);
  return verdict;
}

function readInput(file: string): ReviewInput {
  const sample: unknown = parse(readFileSync(file, 'utf8'));
  if (!isSample(sample)) throw new Error(`${basename(file)}: ${ajv.errorsText(isSample.errors)}`);
  const { object } = sample;
  if (!isNamed(object)) throw new Error(`${basename(file)}: object: ${ajv.errorsText(isNamed.errors)}`);
  const [group, version] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : ['', object.apiVersion];
  return {
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
}
