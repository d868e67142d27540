import picomatch from 'picomatch';
import type { Answer } from '../../fanout/answer.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { versionsFlags } from './flags.ts';
import { documentText } from '../../output/format.ts';
import { tableLines } from '../../output/table.ts';
import { usualWidth } from '../../output/wrap.ts';
import { chooseTable } from './choose-table.ts';
import { readWorkloads, type Workloads } from './read-workloads.ts';
import { totalLine } from './total-line.ts';
import { versionMatrix, type VersionMatrix } from './version-matrix.ts';
import { versionTable } from './version-table.ts';

type Flags = FlagsOf<typeof versionsFlags>;

/**
 * Prints the versions of the apps that match the patterns, or of all apps without a pattern.
 * @throws FleetError
 */
export async function showVersions(
  patterns: readonly string[],
  flags: Flags,
  environment: Environment,
): Promise<ExitCode> {
  const isWanted = patterns.length === 0 ? () => true : picomatch([...patterns], { bash: true, nonegate: true });
  const answers = await askFleet(readWorkloads(flags.namespace), flags, environment);
  const matrix = versionMatrix(answers, isWanted);
  const width = environment.terminal.width ?? usualWidth;
  const text = await textOf(matrix, flags, width);
  if (text !== '') environment.stdout(text);
  const refusals = answers.flatMap(answer =>
    answer.ok ? answer.value.refused.map(({ message }) => `${answer.cluster.name}: ${message}`) : [],
  );
  for (const line of [...failureLines(answers), ...refusals]) environment.stderr(line);
  if (answers.some(({ ok }) => ok)) environment.stderr(totalLine(answers, matrix.apps, { patterns, width }));
  return exitCode(answers, patterns.length > 0 && matrix.apps.length === 0);
}

async function textOf(
  matrix: VersionMatrix,
  { output: format, 'only-different': onlyDifferent, 'no-headers': noHeaders }: Flags,
  width: number,
): Promise<string> {
  const apps = onlyDifferent ? matrix.apps.filter(({ differs }) => differs.length > 0) : matrix.apps;
  const shown = { ...matrix, apps };
  if (format === 'json' || format === 'yaml') return documentText(format, shown);
  if (apps.length === 0) return '';
  const names = matrix.clusters.map(({ name }) => name);
  const table = format === 'wide' ? versionTable(shown, names) : chooseTable(shown, width);
  return tableLines(table, noHeaders).join('\n');
}

function exitCode(answers: readonly Answer<Workloads>[], isNothingFound: boolean): ExitCode {
  const code = exitCodeOf(answers);
  if (code !== 0) return code;
  if (answers.some(answer => answer.ok && answer.value.refused.length > 0)) return 3;
  return isNothingFound ? 1 : 0;
}
