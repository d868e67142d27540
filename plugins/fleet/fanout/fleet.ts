import type { LookupFunction } from 'node:net';
import { grouped } from '../../../kubernetes/objects/grouped.ts';
import { fleetErrors } from '../command-line/errors.ts';
import { version } from '../command-line/version.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { fleetFlags } from '../command-line/flags/fleet-flags.ts';
import type { Answer } from './answer.ts';
import { ask, type Manner, type Question } from './ask.ts';
import { clustersOf } from '../../../kubernetes/kubeconfig/cluster.ts';
import { loadKubeconfig } from '../../../kubernetes/kubeconfig/kubeconfig.ts';
import { startLookups } from '../../../kubernetes/client/lookups.ts';
import type { PluginEnvironment } from '../../../kubernetes/credentials/plugin-process.ts';
import { selectContexts } from '../sources/selection.ts';
import { sharePlugins } from '../../../kubernetes/credentials/shared-plugins.ts';

const userAgent = `kubectl-fleet/${version}`;

/** What asking touches of the process. */
export interface FleetEnvironment extends PluginEnvironment {
  progress: (line: string) => void;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/**
 * Asks the clusters that the flags select, in the manner they say.
 * @throws FleetError about the kubeconfig, the selection or a flag
 */
export async function askFleet<Value>(
  question: Question<Value>,
  flags: FlagsOf<typeof fleetFlags>,
  environment: FleetEnvironment,
  combine?: (first: Value, second: Value) => Value,
): Promise<Answer<Value>[]> {
  const lookups = startLookups(environment.env);
  const manner = mannerOf(flags, environment, lookups.lookup);
  const kubeconfig = await loadKubeconfig({ ...environment, explicit: flags.kubeconfig });
  if (kubeconfig.contexts.size === 0) throw fleetErrors.contextsMissing(kubeconfig.files);
  if (kubeconfig.hidden.length > 0) {
    environment.stderr(`note: an earlier entry of the same name hides ${kubeconfig.hidden.join(', ')}`);
  }
  if (kubeconfig.readInPart.length > 0) {
    environment.stderr(`note: only the first document is read of ${kubeconfig.readInPart.join(', ')}`);
  }
  const contexts = selectContexts([...kubeconfig.contexts.keys()], {
    patterns: flags.clusters,
    contexts: flags.context,
  });
  try {
    return await ask(clustersOf(kubeconfig, contexts), question, manner, combine);
  } finally {
    lookups.end();
  }
}

function mannerOf(flags: FlagsOf<typeof fleetFlags>, environment: FleetEnvironment, lookup: LookupFunction): Manner {
  return {
    timeout: flags.timeout,
    parallel: flags.parallel,
    network: { userAgent, env: environment.env, callPlugin: sharePlugins(environment), lookup },
    interrupt: environment.signal,
    progress: environment.progress,
  };
}

/** One line for each reason of a failure, with the clusters in front, e.g. "edge-7, edge-8: credential plugin login is not installed". */
export function failureLines(answers: readonly Answer<unknown>[]): string[] {
  const failed = answers.flatMap(answer =>
    answer.ok ? [] : [{ name: answer.cluster.name, message: answer.failure.message }],
  );
  return [...grouped(failed, ({ message }) => message)].map(
    ([message, clusters]) => `${clusters.map(({ name }) => name).join(', ')}: ${message}`,
  );
}

/** 0 all answered, 3 some failed, 4 all failed. */
export function exitCodeOf(answers: readonly Answer<unknown>[]): 0 | 3 | 4 {
  const failed = answers.filter(({ ok }) => !ok).length;
  return failed === 0 ? 0 : failed === answers.length ? 4 : 3;
}
