import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { watchFleet } from '../../fanout/watch/watch-fleet.ts';
import { readPrintFormat, type PrintFormat } from '../../output/print-format.ts';
import { kubeconfigClusters } from '../../sources/kubeconfig.ts';
import type { getFlags } from './flags.ts';
import { readQuery } from './query.ts';
import type { Query } from './read-part.ts';
import { changePrinter } from './print-changes.ts';
import { findWatched } from './find-watched.ts';

type Flags = FlagsOf<typeof getFlags>;

/**
 * Prints the objects of all clusters and then their changes, until Ctrl-C. Returns 3 where some
 * clusters are gone at the end, 4 where all are.
 * @throws FleetError
 */
export async function watchResources(
  words: readonly string[],
  flags: Flags,
  environment: Environment,
): Promise<ExitCode> {
  const output = await readPrintFormat(flags, environment);
  const query = await readQuery(words, flags, output, environment);
  refuseOthers(query, output, flags);
  if (flags['sort-by'] !== undefined) environment.stderr(sortWarning(flags));
  const names = (await kubeconfigClusters(flags, environment)).map(({ name }) => name);
  const print = changePrinter({ query, output, flags, names }, environment);
  const answers = await watchFleet({ find: findWatched(query), onChanges: print }, flags, environment);
  for (const line of failureLines(answers)) environment.stderr(line);
  return exitCodeOf(answers);
}

/** Refuses what kubectl does not watch, in its words. */
function refuseOthers({ wanted }: Query, { format }: PrintFormat, flags: Flags): void {
  const types = new Set(wanted.map(({ type }) => type));
  if (types.size > 1) throw fleetErrors.namesInvalid('get', 'you may only specify a single resource type');
  const count = wanted.reduce((sum, { names }) => sum + names.length, 0);
  if (count > 1) {
    throw fleetErrors.namesInvalid(
      'get',
      `watch is only supported on individual resources and resource collections - ${count} resources were found`,
    );
  }
  const refused = (flag: string) => fleetErrors.flagsConflict(`--${flag} cannot be used with --watch`, 'get');
  if (flags['only-different']) throw refused('only-different');
  if (flags['group-by'] !== 'none') throw refused('group-by');
  if (flags.subresource !== undefined) throw refused('subresource');
  if (flags['output-watch-events'] && (format === 'jsonpath' || format === 'custom-columns')) {
    throw fleetErrors.flagsConflict(`--output-watch-events cannot be used with -o ${format}`, 'get');
  }
}

function sortWarning({ watch }: Flags): string {
  return watch
    ? 'warning: --watch requested, --sort-by will be ignored for watch events received'
    : 'warning: --watch-only requested, --sort-by will be ignored';
}
