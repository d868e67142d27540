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
import { startJsonStream } from './json-stream.ts';
import { printFound } from './print.ts';
import { readQuery } from './query.ts';
import { mergeFound, readResources, type Found } from './read-resources.ts';

type Flags = FlagsOf<typeof getFlags>;

/**
 * Prints the objects that the words and flags name, of every cluster.
 * @throws FleetError
 */
export async function showResources(
  words: readonly string[],
  flags: Flags,
  environment: Environment,
): Promise<ExitCode> {
  // Without this flag Node 24 lets the space for new objects grow to 100 MiB, and gains no time.
  setFlagsFromString('--semi-space-growth-factor=1');
  const output = await readPrintFormat(flags, environment);
  const query = await readQuery(words, flags, output, environment);
  const isStream = output.format === 'json' && flags['sort-by'] === undefined;
  const stream = isStream ? startJsonStream(flags.flat, environment) : undefined;
  const answers = await askFleet(readResources(query, stream?.receiverOf), flags, environment, mergeFound);
  const unserved = query.wanted.map(({ type }) => type).find(type => isServedNowhere(type, answers));
  const isAnything = await printWithNotes(answers, flags, environment, () => {
    if (unserved !== undefined && stream?.hasBegun() !== true) return Promise.resolve(false);
    return stream?.finish(answers) ?? printFound(answers, { query, output, flags }, environment);
  });
  if (unserved !== undefined) throw fleetErrors.resourceTypeUnknown(unserved);
  const { isAnyNowhere, lines } = absentOf(answers, flags, environment);
  if (!isAnything && answers.some(({ ok }) => ok) && lines.length === 0 && !flags['ignore-not-found']) {
    const line = isAnyFound(answers) ? flags['only-different'] && sameLine(answers) : nothingFound(answers, flags);
    if (line !== false) environment.stderr(line);
  }
  return exitCode(answers, isAnyNowhere);
}

/** Prints the objects, and notes on clusters also where printing fails. */
async function printWithNotes(
  answers: readonly Answer<Found>[],
  flags: Flags,
  environment: Environment,
  print: () => Promise<boolean>,
): Promise<boolean> {
  const width = environment.terminal.width ?? usualWidth;
  try {
    return await print();
  } finally {
    const { lines } = absentOf(answers, flags, environment);
    for (const line of [...failureLines(answers), ...noteLines(answers, width), ...lines]) environment.stderr(line);
  }
}

function absentOf(
  answers: readonly Answer<Found>[],
  flags: Flags,
  { terminal }: Environment,
): ReturnType<typeof absentLines> {
  if (flags['ignore-not-found']) return { lines: [], isAnyNowhere: false };
  return absentLines(answers, terminal.width ?? usualWidth);
}

function exitCode(answers: readonly Answer<Found>[], isAnyNowhere: boolean): ExitCode {
  const code = exitCodeOf(answers);
  if (code !== 0) return code;
  if (answers.some(answer => answer.ok && answer.value.refused.size > 0)) return 3;
  return isAnyNowhere ? 1 : 0;
}

function isAnyFound(answers: readonly Answer<Found>[]): boolean {
  return answers.some(answer => answer.ok && answer.value.listings.some(({ entries }) => entries.length > 0));
}
