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
import { tableLines } from '../../output/table.ts';
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
  const text = await textOf(answers, shown, flags);
  if (text !== '') environment.stdout(text);
  for (const line of failureLines(answers)) environment.stderr(line);
  return exitCodeOf(answers);
}

async function textOf(
  answers: readonly Answer<string[]>[],
  shown: readonly Presence<string>[],
  { output: format, 'no-headers': noHeaders }: Flags,
): Promise<string> {
  if (format === 'name') return shown.map(({ part }) => part).join('\n');
  if (format === 'json' || format === 'yaml') {
    return documentText(format, {
      apiVersion: 'kubectl-fleet.io/v1alpha1',
      kind: 'APIVersionList',
      clusters: answers.map(answer => askedCluster(answer, [])),
      versions: shown.map(({ part, clusters, missing }) => ({ version: part, clusters, missing })),
    });
  }
  if (shown.length === 0) return '';
  const rows = shown.map(one => [one.part, ...presenceCells(one, format === 'wide')]);
  return tableLines({ columns: ['VERSION', ...presenceColumns], rows }, noHeaders).join('\n');
}
