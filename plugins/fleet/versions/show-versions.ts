import picomatch from 'picomatch';
import type { Answer } from '../clusters/answer.ts';
import { askFleet, exitCodeOf, failureLines } from '../clusters/fleet.ts';
import type { Command, ExitCode, Surroundings } from '../commands/command.ts';
import type { FlagValues } from '../flags.ts';
import { chooseFormat, documentText } from '../output/format.ts';
import { tableLines } from '../output/table.ts';
import { readWorkloads, type Workloads } from './read-workloads.ts';
import { versionMatrix, type VersionMatrix } from './version-matrix.ts';
import { versionTable } from './version-table.ts';

/**
 * Prints the versions of the apps that the patterns name, of all without any.
 * @throws FleetError
 */
export async function showVersions(
  patterns: readonly string[],
  flags: FlagValues,
  surroundings: Surroundings,
  command: Command,
): Promise<ExitCode> {
  const format = chooseFormat(flags, command);
  const isWanted = patterns.length === 0 ? () => true : picomatch([...patterns], { bash: true, nonegate: true });
  const answers = await askFleet(readWorkloads(flags.namespace), flags, surroundings);
  const matrix = versionMatrix(answers, isWanted);
  if (format === 'json') surroundings.stdout(await documentText(format, matrix));
  else if (matrix.apps.length > 0) {
    surroundings.stdout(tableLines(versionTable(matrix), flags['no-headers'] === true).join('\n'));
  }
  const refusals = answers.flatMap(answer =>
    answer.ok ? answer.value.refused.map(({ message }) => `${answer.cluster.name}: ${message}`) : [],
  );
  for (const line of [...failureLines(answers), ...refusals]) surroundings.stderr(line);
  if (answers.some(({ ok }) => ok)) surroundings.stderr(total(answers, matrix, patterns));
  return exitCode(answers, patterns.length > 0 && matrix.apps.length === 0);
}

function exitCode(answers: readonly Answer<Workloads>[], isNothingFound: boolean): ExitCode {
  const code = exitCodeOf(answers);
  if (code !== 0) return code;
  if (answers.some(answer => answer.ok && answer.value.refused.length > 0)) return 3;
  return isNothingFound ? 1 : 0;
}

function total(answers: readonly Answer<Workloads>[], { apps }: VersionMatrix, patterns: readonly string[]): string {
  if (apps.length === 0) return patterns.length === 0 ? 'No apps found' : `no app matches ${patterns.join(', ')}`;
  const differing = apps.filter(({ differs }) => differs.length > 0).map(({ app }) => app);
  const counted = `${apps.length} app${apps.length === 1 ? '' : 's'}`;
  if (differing.length > 0) return `${counted}; not the same: ${differing.join(', ')}`;
  return `${counted}, the same in every cluster${answers.every(({ ok }) => ok) ? '' : ' that answered'}`;
}
