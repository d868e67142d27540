import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PolicyError } from '../../../../../policies/bundle/errors.ts';
import { ourRules } from '../../../../../policies/bundle/our-rules.ts';
import { newOwnName } from '../../../../../policies/bundle/rule-names.ts';
import { startRule } from '../../../../../policies/bundle/start-rule.ts';
import type { ExitCode } from '../../../command-line/exit-code.ts';
import type { Environment } from '../../../command-line/environment.ts';
import { fleetErrors } from '../../../command-line/errors.ts';

/**
 * Creates a rule in a folder of rules, by default rules/, and prints its files.
 * @throws FleetError for invalid parameters or an invalid folder; PolicyError for an invalid name
 */
export async function newRule(
  [name, shown = 'rules', ...more]: readonly string[],
  { policyFolder, workingDirectory, stdout, stderr }: Environment,
): Promise<ExitCode> {
  if (name === undefined) throw fleetErrors.parametersMissing('policy new', 'a NAME for the rule, e.g. no-latest-tag');
  if (more.length > 0) throw fleetErrors.parametersUnexpected('policy new', more);
  const taken = await ourRules(fileURLToPath(new URL('policies/', policyFolder)));
  const rules = { shown, path: resolve(workingDirectory, shown) };
  const ownName = newOwnName(name, taken);
  const files = await startRule(rules, ownName).catch((error: unknown) => {
    throw error instanceof PolicyError ? error : fleetErrors.fileUnwritable(shown, error);
  });
  stdout(files.join('\n'));
  stderr(`Fill in what says TODO, then: kubectl fleet policy test ${shown}`);
  return 0;
}
