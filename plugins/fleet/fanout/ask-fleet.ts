import type { Environment } from '../command-line/environment.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { fleetFlags } from '../command-line/flags/fleet-flags.ts';
import { kubeconfigClusters } from '../sources/kubeconfig.ts';
import type { Answer } from './answer.ts';
import type { Question } from './ask-one.ts';
import { ask } from './ask.ts';
import { withRequestOptions } from './request-options.ts';

/**
 * Asks the clusters that the flags select, all at once, and collects their answers.
 * @throws KubeconfigError, and FleetError about the selection
 */
export async function askFleet<Value>(
  question: Question<Value>,
  flags: FlagsOf<typeof fleetFlags>,
  environment: Environment,
  combine?: (first: Value, second: Value) => Value,
): Promise<Answer<Value>[]> {
  const clusters = await kubeconfigClusters(flags, environment);
  return withRequestOptions(flags, environment, options => ask(clusters, question, options, combine));
}
