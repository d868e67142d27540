import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { parse } from 'yaml';

/** What the metadata at the head of a rule says; it is the only place where the rule's words stand. */
const Metadata = Type.Object({
  title: Type.String(),
  description: Type.String(),
  related_resources: Type.Array(Type.Object({ ref: Type.String() }), { minItems: 1 }),
  custom: Type.Object({
    action: Type.Enum(['deny', 'warn', 'audit']),
    severity: Type.Enum(['critical', 'high', 'medium', 'low']),
    antipattern: Type.String(),
    why: Type.String(),
    fix: Type.String(),
    /** What the rule has to see to speak; more than these it never needs. */
    needs: Type.Array(
      Type.Enum([
        'object',
        'old object',
        'user',
        'namespace',
        'owners',
        'nodes',
        'claims',
        'workloads',
        'budgets',
        'version',
        'roles',
        'clusters',
        'owner',
      ]),
      { minItems: 1 },
    ),
    /** Known misses: what a reader may expect the rule to see and it does not. */
    misses: Type.Array(Type.String()),
  }),
});

export interface Rule {
  /** As users write it, e.g. no-federated-stateful. */
  id: string;
  words: Static<typeof Metadata>;
  samples: { name: string; text: string }[];
}

const ajv = new Ajv();
const isMetadata = ajv.compile<Static<typeof Metadata>>(Metadata);

/** All rules below a folder, each from `<name>/<name>.rego` and `<name>/samples/`. @throws Error when the metadata of one is not whole */
export async function readRules(folder: string): Promise<Rule[]> {
  const names = await readdir(folder);
  return Promise.all(names.sort().map(name => readRule(join(folder, name), name)));
}

async function readRule(folder: string, name: string): Promise<Rule> {
  const [head = ''] = (await readFile(join(folder, `${name}.rego`), 'utf8')).split(/^package /m);
  const words: unknown = parse(head.replace('# METADATA\n', '').replaceAll(/^# ?/gm, ''));
  if (!isMetadata(words)) throw new Error(`metadata of ${name}: ${ajv.errorsText(isMetadata.errors)}`);
  const files = await readdir(join(folder, 'samples'));
  const samples = files
    .sort()
    .map(async file => ({ name: file, text: await readFile(join(folder, 'samples', file), 'utf8') }));
  return { id: name.replaceAll('_', '-'), words, samples: await Promise.all(samples) };
}
