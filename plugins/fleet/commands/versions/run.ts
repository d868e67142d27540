import picomatch from 'picomatch';
import type { Answer } from '../../fanout/answer.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import { shortNamesOf } from '../../fanout/short-names-of.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { versionsFlags } from './flags.ts';
import { documentText } from '../../output/format.ts';
import { markdownTable } from '../../output/markdown-table.ts';
import { printTables } from '../../output/print-tables.ts';
import { usualWidth } from '../../output/wrap.ts';
import { readAppLabels } from './app-labels.ts';
import { chooseTable } from './choose-table.ts';
import { readWorkloads, type Workloads } from './read-workloads.ts';
import { totalLine } from './total-line.ts';
import { versionCsv } from './version-csv.ts';
import { versionMatrix, type VersionMatrix } from './version-matrix.ts';
import { versionTable } from './version-table.ts';

type Flags = FlagsOf<typeof versionsFlags>;

/**
 * Prints the versions of the apps that match the patterns, or of all apps without a pattern.
 * @throws KubeconfigError, FleetError
 */
export async function showVersions(
  patterns: readonly string[],
  flags: Flags,
  environment: Environment,
): Promise<ExitCode> {
  const { namespace, selector: labelSelector } = flags;
  const isApp = patterns.length === 0 ? () => true : matcher(patterns);
  const isImage = flags.image === undefined ? () => true : matcher([flags.image]);
  const labels = await readAppLabels(environment.policyFolder);
  const answers = await askFleet(readWorkloads({ namespace, labelSelector, labels }), flags, environment);
  const matrix = versionMatrix(answers, ({ app, image }) => isApp(app) && isImage(image));
  const apps = flags['only-different'] ? matrix.apps.filter(({ differs }) => differs.length > 0) : matrix.apps;
  await print({ ...matrix, apps }, shortNamesOf(answers), flags, environment);
  const refusals = answers.flatMap(answer =>
    answer.ok ? answer.value.refused.map(({ message }) => `${answer.cluster.name}: ${message}`) : [],
  );
  for (const line of [...failureLines(answers), ...refusals]) environment.stderr(line);
  const given = [...patterns, ...(flags.image === undefined ? [] : [`--image ${flags.image}`])];
  const width = environment.terminal.width ?? usualWidth;
  if (answers.some(({ ok }) => ok)) environment.stderr(totalLine(answers, matrix.apps, { patterns: given, width }));
  return exitCode(answers, given.length > 0 && matrix.apps.length === 0);
}

/** A star crosses slashes, which images have. */
function matcher(globs: readonly string[]): (text: string) => boolean {
  return picomatch([...globs], { bash: true, nonegate: true, dot: true });
}

async function print(
  matrix: VersionMatrix,
  shortNames: ReadonlyMap<string, string>,
  flags: Flags,
  environment: Environment,
): Promise<void> {
  const { output: format, 'no-headers': noHeaders } = flags;
  const names = matrix.clusters.map(({ name }) => name);
  if (format === 'json' || format === 'yaml') environment.stdout(await documentText(format, matrix));
  else if (format === 'csv') environment.stdout(versionCsv(matrix, noHeaders));
  else if (matrix.apps.length === 0) return;
  else if (format === 'markdown') environment.stdout(markdownTable(versionTable(matrix, names)));
  else {
    const width = format === 'wide' ? undefined : environment.terminal.width;
    printTables([chooseTable(matrix, shortNames, width)], flags, environment);
  }
}

function exitCode(answers: readonly Answer<Workloads>[], isNothingFound: boolean): ExitCode {
  const code = exitCodeOf(answers);
  if (code !== 0) return code;
  if (answers.some(answer => answer.ok && answer.value.refused.length > 0)) return 3;
  return isNothingFound ? 1 : 0;
}
