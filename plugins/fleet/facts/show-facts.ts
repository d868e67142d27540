import { askFleet, exitCodeOf, failureLines } from '../clusters/fleet.ts';
import type { Command, ExitCode, Surroundings } from '../commands/command.ts';
import type { FlagValues } from '../flags.ts';
import { survey } from '../inventory/survey.ts';
import { unreadLines } from '../inventory/unread-lines.ts';
import { chooseFormat, documentText } from '../output/format.ts';
import { factsDocument, factsList, type FactsDocument } from './facts-document.ts';

/**
 * Prints the facts of every cluster that the flags select: in YAML as a stream with a document for each, in JSON as one document, which is
 * a list where several clusters were asked.
 * @throws FleetError, EngineError
 */
export async function showFacts(flags: FlagValues, surroundings: Surroundings, command: Command): Promise<ExitCode> {
  const format = chooseFormat(flags, command);
  const read = survey(surroundings.policyFolder);
  const answers = await askFleet(
    async (client, cluster) => {
      // The raw objects of many clusters are not held until the last one has answered.
      const { facts, unread } = await read(client, cluster);
      return { facts, unread };
    },
    flags,
    surroundings,
  );
  surroundings.stdout(await textOf(format, answers.map(factsDocument)));
  for (const line of [...failureLines(answers), ...unreadLines(answers)]) surroundings.stderr(line);
  return exitCodeOf(answers);
}

async function textOf(format: string, documents: readonly FactsDocument[]): Promise<string> {
  const [only, ...others] = documents;
  if (format === 'json') return documentText(format, others.length === 0 ? only : factsList(documents));
  const texts = await Promise.all(documents.map(document => documentText(format, document)));
  return texts.join('\n---\n');
}
