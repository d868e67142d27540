import { apiVersions } from '../../../../kubernetes/discovery/api-groups.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import { askedCluster } from '../../fanout/asked-cluster.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { presenceCells, presenceColumns, presenceOf, type Presence } from '../../fanout/presence.ts';
import { documentText } from '../../output/format.ts';
import { printTables } from '../../output/print-tables.ts';
import type { Table } from '../../output/table.ts';
import type { apiVersionsFlags } from './flags.ts';

type Flags = FlagsOf<typeof apiVersionsFlags>;

/**
 * Prints the API versions that any cluster serves, sorted as kubectl sorts them.
 * @throws FleetError
 */
export async function showApiVersions(flags: Flags, environment: Environment): Promise<ExitCode> {
  const answers = await askFleet(apiVersions, flags, environment);
  const all = presenceOf(
    answers,
    versions => versions,
    version => version,
  );
  all.sort((one, other) => (one.part < other.part ? -1 : 1));
  const shown = all.filter(({ missing }) => !flags['only-different'] || missing.length > 0);
  const { output: format } = flags;
  if (format === 'table' || format === 'wide') {
    printTables(shown.length === 0 ? [] : [tableOf(shown, format === 'wide')], flags, environment);
  } else environment.stdout(await textOf(answers, shown, format));
  for (const line of failureLines(answers)) environment.stderr(line);
  return exitCodeOf(answers);
}

async function textOf(
  answers: readonly Answer<string[]>[],
  shown: readonly Presence<string>[],
  format: 'json' | 'yaml' | 'name',
): Promise<string> {
  if (format === 'name') return shown.map(({ part }) => part).join('\n');
  return documentText(format, {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'APIVersionList',
    clusters: answers.map(answer => askedCluster(answer, [])),
    versions: shown.map(({ part, clusters, missing }) => ({ version: part, clusters, missing })),
  });
}

function tableOf(shown: readonly Presence<string>[], wide: boolean): Table {
  const rows = shown.map(one => [one.part, ...presenceCells(one, wide)]);
  return { columns: ['VERSION', ...presenceColumns], rows, narrow: { cutFirst: ['MISSING IN'] } };
}
