import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { checkWords } from '../engine/own-rules.ts';
import { PolicyError } from './errors.ts';
import type { Stage } from './stage.ts';

/** A set that grows by "contains" has a key and no value. */
const Head = Type.Object({ name: Type.Optional(Type.String()), key: Type.Optional(Type.Unknown()) });
type Head = Static<typeof Head>;
/** What is looked at of what `opa parse` says of a file. */
const Module = Type.Object({
  package: Type.Object({ path: Type.Array(Type.Object({ value: Type.String() })) }),
  annotations: Type.Optional(Type.Array(Type.Object({ scope: Type.String() }))),
  rules: Type.Optional(Type.Array(Type.Object({ head: Head }))),
});
const ParseErrors = Type.Object({
  errors: Type.Array(
    Type.Object({ message: Type.String(), location: Type.Object({ file: Type.String(), row: Type.Number() }) }),
    { minItems: 1 },
  ),
});
const ajv = new Ajv();
const isModule = ajv.compile<Static<typeof Module>>(Module);
const areParseErrors = ajv.compile<Static<typeof ParseErrors>>(ParseErrors);

/**
 * Checks that each of the user's rules is what the verdict looks for: its package, its metadata, its words and its violations.
 * @throws PolicyError COMPILATION_FAILED, RULE_INVALID; EngineError RULE_INVALID about metadata
 */
export async function checkContract(stage: Stage): Promise<void> {
  await Promise.all(stage.names.map(name => checkRule(stage, name)));
}

async function checkRule(stage: Stage, name: string): Promise<void> {
  const folder = join('fleet/rules', name);
  const files = await readdir(join(stage.folder, folder), { recursive: true });
  const sources = files.filter(file => file.endsWith('.rego') && !file.endsWith('_test.rego'));
  const modules = await Promise.all(sources.map(file => parse(stage, join(folder, file))));
  for (const { file, path } of modules) {
    const wanted = `fleet.rules.${name}`;
    if (path !== wanted) throw invalid(file, `its package is ${path} and has to be ${wanted}`);
  }
  const main = stage.shown(join(folder, `${name}.rego`));
  checkWords([name], { [name]: modules.find(({ file }) => file === main)?.metadata }, main);
  const heads = modules.flatMap(({ heads }) => heads);
  if (!heads.some(head => head.name === 'words'))
    throw invalid(main, 'it has no words := rego.metadata.chain()[1].annotations');
  if (!heads.some(head => head.name === 'violations' && 'key' in head && !('value' in head))) {
    throw invalid(main, 'it has no violations contains {"path": ..., "message": ...}');
  }
}

const invalid = (file: string, problem: string): PolicyError => new PolicyError('RULE_INVALID', `${file}: ${problem}`);

interface Parsed {
  file: string;
  /** Name of its package, e.g. fleet.rules.own_no_latest_tag. */
  path: string;
  /** Annotations of its package. */
  metadata: unknown;
  heads: readonly Head[];
}

async function parse({ opa, folder, shown }: Stage, file: string): Promise<Parsed> {
  const { stdout, stderr } = await opa(['parse', '--format', 'json', '--json-include', '-comments', file], folder);
  const answer: unknown = JSON.parse(stdout === '' ? stderr : stdout);
  if (isModule(answer)) {
    const [, ...names] = answer.package.path.map(({ value }) => value);
    const metadata = answer.annotations?.find(({ scope }) => scope === 'package');
    return { file: shown(file), path: names.join('.'), metadata, heads: (answer.rules ?? []).map(({ head }) => head) };
  }
  if (!areParseErrors(answer)) throw new Error(`opa parse answered something unknown: ${stdout}${stderr}`);
  const said = answer.errors.map(({ message, location }) => `${location.file}:${location.row}: ${message}`);
  throw new PolicyError('COMPILATION_FAILED', said.join('\n'));
}
