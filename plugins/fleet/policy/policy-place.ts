import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PolicyPlace } from '../../../policies/engine/policy-files.ts';
import type { Environment } from '../command-line/environment.ts';
import type { FlagValues } from '../command-line/flags.ts';

/** The policy to judge by: the bundle that the user names, or the one beside the program. */
export function policyPlace(
  { bundle }: Pick<FlagValues, 'bundle'>,
  { policyFolder, workingDirectory }: Pick<Environment, 'policyFolder' | 'workingDirectory'>,
): PolicyPlace {
  return bundle === undefined ? policyFolder : pathToFileURL(resolve(workingDirectory, bundle));
}
