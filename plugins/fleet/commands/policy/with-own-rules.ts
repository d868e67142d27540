import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOpa } from '../../../../policies/bundle/find-opa.ts';
import { runProgram } from '../../../../kubernetes/program/program.ts';
import { withStage, type Stage } from '../../../../policies/bundle/stage.ts';
import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';

/**
 * Lays the rules of the user's folder beside those of kubectl fleet, with the opa of this machine.
 * @throws FleetError for invalid parameters; PolicyError OPA_MISSING, RULES_MISSING
 */
export async function withOwnRules<Answer>(
  command: string,
  [shown, ...more]: readonly string[],
  { env, policyFolder, workingDirectory }: Environment,
  use: (stage: Stage) => Promise<Answer>,
): Promise<Answer> {
  if (shown === undefined) throw fleetErrors.parametersMissing(command, 'DIR: the folder of your rules');
  if (more.length > 0) throw fleetErrors.parametersUnexpected(command, more);
  const binary = await findOpa(env);
  const ingredients = {
    sources: fileURLToPath(new URL('policies/', policyFolder)),
    rules: { shown, path: resolve(workingDirectory, shown) },
    opa: (words: readonly string[], cwd: string) => runProgram(binary, words, { cwd, env }),
  };
  return withStage(ingredients, use);
}
