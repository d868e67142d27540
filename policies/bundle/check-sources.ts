import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { opaProblems } from './opa-problems.ts';
import type { Problem } from './problems.ts';
import type { Stage } from './stage.ts';

const Builtin = Type.Object({ name: Type.String(), nondeterministic: Type.Optional(Type.Boolean()) });
const Capabilities = Type.Object({ builtins: Type.Array(Builtin) });
export const areCapabilities = validatorOf(Capabilities);

/** True for a function that can return another value for the same input. */
const changing = ({ nondeterministic }: Static<typeof Builtin>): boolean => nondeterministic === true;

/**
 * Returns the problems that opa finds in a stage before it compiles it.
 * @param withTests true if tests are checked too
 */
export async function checkSources(stage: Stage, withTests: boolean): Promise<Problem[]> {
  const { opa, folder } = stage;
  const { stderr } = await opa(['check', ...checkOptions(withTests)], folder);
  // opa stops at the first kind of errors, so unknown functions are checked separately.
  return [...opaProblems(stderr), ...(await callsOf(changing, stage))];
}

/**
 * Returns the calls of functions that rules must not call. opa reports their lines if the given
 * capabilities lack these functions.
 */
export async function callsOf(
  isForbidden: (builtin: Static<typeof Builtin>) => boolean,
  { opa, folder }: Stage,
): Promise<Problem[]> {
  const capabilities: unknown = JSON.parse((await opa(['capabilities', '--current'], folder)).stdout);
  if (!areCapabilities(capabilities)) throw new Error('opa capabilities answered something unknown');
  const builtins = capabilities.builtins.filter(builtin => !isForbidden(builtin));
  await writeFile(join(folder, 'capabilities.json'), JSON.stringify({ ...capabilities, builtins }));
  const { stderr } = await opa(['check', ...checkOptions(false), '--capabilities', 'capabilities.json'], folder);
  const forbidden = capabilities.builtins.filter(isForbidden);
  return opaProblems(stderr).flatMap(({ words, ...place }) => {
    const called = forbidden.find(({ name }) => words.endsWith(`: undefined function ${name}`));
    if (called === undefined) return [];
    const why = changing(called) ? ': it has no network and no clock (the time is input.now)' : '';
    return [{ ...place, words: `${called.name} cannot be called in a rule${why}` }];
  });
}

function checkOptions(withTests: boolean): string[] {
  const ignored = withTests ? [] : ['--ignore', '*_test.rego'];
  return ['--bundle', '.', ...ignored, '--max-errors', '0', '--format', 'json'];
}
