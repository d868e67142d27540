import { loadEngine } from '../../../../../policies/engine/engine.ts';
import type { ExitCode } from '../../../command-line/exit-code.ts';
import type { Environment } from '../../../command-line/environment.ts';
import { clusterFacts } from '../../../policy/read-cluster-facts.ts';
import type { FlagsOf } from '../../../command-line/flags/flag.ts';
import type { policyExportVapFlags } from './flags.ts';
import { documentsText } from '../../../output/format.ts';
import { sortedKeys } from '../../../output/sorted-keys.ts';
import { tableLines } from '../../../output/table.ts';
import { readSettings } from '../../../policy/read-settings.ts';
import { policyPlace } from '../../../policy/policy-place.ts';

/**
 * Prints the admission policies of the rules as objects to apply. Prints on stderr the rules
 * without one, with the reason.
 * @throws FleetError for invalid flags or settings; EngineError if there is no policy
 */
export async function showAdmissionPolicies(
  flags: FlagsOf<typeof policyExportVapFlags>,
  environment: Environment,
): Promise<ExitCode> {
  const engine = await loadEngine(policyPlace(flags, environment));
  const settings = await readSettings(flags.settings, environment.workingDirectory, engine.rules());
  const { manifests, without } = engine.admissionPolicies({
    cluster: await clusterFacts(flags, environment),
    settings,
  });
  const items = manifests.map(sortedKeys);
  environment.stdout(await documentsText(flags.output, items, { apiVersion: 'v1', kind: 'List', items }));
  const rows = without.map(({ rule, reason }) => [rule, reason]);
  const lines = tableLines({ columns: ['LEFT OUT', 'AS IT'], rows }, false);
  if (rows.length > 0) environment.stderr(lines.join('\n'));
  return 0;
}
