import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { opaProblems } from './opa-problems.ts';
import type { Problem } from './problems.ts';
import type { Stage } from './stage.ts';

const Location = Type.Object({ row: Type.Number() });
/** Head of a rule. A set with "contains" has a key and no value. */
const Head = Type.Object({
  name: Type.Optional(Type.String()),
  key: Type.Optional(Type.Unknown()),
  value: Type.Optional(Type.Unknown()),
  location: Location,
});
/** The used part of the output of `opa parse`. */
const Answer = Type.Object({
  package: Type.Object({ path: Type.Array(Type.Object({ value: Type.String() })), location: Location }),
  annotations: Type.Optional(Type.Array(Type.Object({ scope: Type.String() }))),
  rules: Type.Optional(Type.Array(Type.Object({ head: Head }))),
});
export const isAnswer = validatorOf(Answer);

/** File of Rego. */
export interface Module {
  /** Path below the stage. */
  file: string;
  /** Path as the user knows it. */
  shown: string;
  /** Its package, e.g. fleet.rules.own_no_latest_tag, declared in line `row`. */
  path: string;
  row: number;
  /** Annotations of its package. */
  metadata: unknown;
  heads: readonly { name: string | undefined; row: number; isSet: boolean }[];
}

/** Parses a file below the stage. Returns its problems if it is not Rego. */
export async function parseModule(
  { opa, folder, shown }: Stage,
  file: string,
): Promise<Module | { problems: Problem[] }> {
  const options = ['--format', 'json', '--json-include', 'locations,-comments'];
  const { stdout, stderr } = await opa(['parse', ...options, file], folder);
  if (stdout === '') return { problems: opaProblems(stderr) };
  const answer: unknown = JSON.parse(stdout);
  if (!isAnswer(answer)) throw new Error(`opa parse answered something unknown: ${stdout}`);
  const [, ...names] = answer.package.path.map(({ value }) => value);
  return {
    file,
    shown: shown(file),
    path: names.join('.'),
    row: answer.package.location.row,
    metadata: answer.annotations?.find(({ scope }) => scope === 'package'),
    heads: (answer.rules ?? []).map(({ head }) => ({
      name: head.name,
      row: head.location.row,
      isSet: 'key' in head && !('value' in head),
    })),
  };
}
