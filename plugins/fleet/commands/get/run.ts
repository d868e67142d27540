import { setFlagsFromString } from 'node:v8';
import type { Answer } from '../../fanout/answer.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { getFlags } from './flags.ts';
import { readPrintFormat } from '../../output/print-format.ts';
import { usualWidth } from '../../output/wrap.ts';
import { sameLine } from './same-line.ts';
import { absentLines } from './absent-lines.ts';
import { isServedNowhere, noteLines, nothingFound } from './note-lines.ts';
import { printFound } from './print.ts';
import { readQuery } from './query.ts';
import { mergeFound, readResources, type Found } from './read-resources.ts';

/**
 * Prints the objects that the words and flags name, of every cluster.
 * @throws FleetError
 */
export async function showResources(
  words: readonly string[],
  flags: FlagsOf<typeof getFlags>,
  environment: Environment,
): Promise<ExitCode> {
  // Without this flag Node 24 lets the space for new objects grow to 100 MiB, and gains no time.
  setFlagsFromString('--semi-space-growth-factor=1');
  const output = await readPrintFormat(flags, environment);
  const query = await readQuery(words, flags, output, environment);
  const answers = await askFleet(readResources(query), flags, environment, mergeFound);
  const unserved = query.wanted.map(({ type }) => type).find(type => isServedNowhere(type, answers));
  const width = environment.terminal.width ?? usualWidth;
  const absent = flags['ignore-not-found'] ? nothingAbsent : absentLines(answers, width);
  let isAnything: boolean;
  try {
    isAnything = unserved === undefined && (await printFound(answers, { query, output, flags }, environment));
  } finally {
    // A template that fails does not hide the clusters that failed.
    for (const line of [...failureLines(answers), ...noteLines(answers, width), ...absent.lines])
      environment.stderr(line);
  }
  if (unserved !== undefined) throw fleetErrors.resourceTypeUnknown(unserved);
  if (!isAnything && answers.some(({ ok }) => ok) && absent.lines.length === 0 && !flags['ignore-not-found']) {
    environment.stderr(isAnyFound(answers) ? sameLine(answers) : nothingFound(answers, flags));
  }
  return exitCode(answers, absent.isAnyNowhere);
}

function exitCode(answers: readonly Answer<Found>[], isAnyNowhere: boolean): ExitCode {
  const code = exitCodeOf(answers);
  if (code !== 0) return code;
  if (answers.some(answer => answer.ok && answer.value.refused.length > 0)) return 3;
  return isAnyNowhere ? 1 : 0;
}

const nothingAbsent = { lines: [], isAnyNowhere: false };

function isAnyFound(answers: readonly Answer<Found>[]): boolean {
  return answers.some(answer => answer.ok && answer.value.listings.some(({ entries }) => entries.length > 0));
}
