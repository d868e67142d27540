import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PolicyPlace } from '../../../policies/engine/policy-files.ts';
import type { Environment } from '../command-line/environment.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { bundleFlags } from '../command-line/flags/policy-flags.ts';

/**
 * Returns the location of the policy: the bundle that the user names, or the one beside the
 * program.
 */
export function policyPlace(
  { bundle }: FlagsOf<typeof bundleFlags>,
  { policyFolder, workingDirectory }: Pick<Environment, 'policyFolder' | 'workingDirectory'>,
): PolicyPlace {
  return bundle === undefined ? policyFolder : pathToFileURL(resolve(workingDirectory, bundle));
}
