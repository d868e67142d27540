import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { factsFlags } from './flags.ts';
import { inventoryWithFacts } from '../../inventory/inventory-with-facts.ts';
import { unreadLines } from '../../inventory/unread-lines.ts';
import { documentsText } from '../../output/format.ts';
import { factsDocument, factsList } from './facts-document.ts';

/**
 * Prints the facts of every selected cluster: in YAML as a stream with a document for each, in JSON
 * as one document, which is a list if several clusters were asked.
 * @throws FleetError, EngineError
 */
export async function showFacts(flags: FlagsOf<typeof factsFlags>, environment: Environment): Promise<ExitCode> {
  const read = inventoryWithFacts(environment.policyFolder);
  const answers = await askFleet(
    async (client, cluster, memory) => {
      // The raw objects of many clusters are not held until the last one has answered.
      const { facts, unread } = await read(client, cluster, memory);
      return { facts, unread };
    },
    flags,
    environment,
  );
  const documents = answers.map(factsDocument);
  const [only, ...others] = documents;
  environment.stdout(await documentsText(flags.output, documents, others.length === 0 ? only : factsList(documents)));
  for (const line of [...failureLines(answers), ...unreadLines(answers)]) environment.stderr(line);
  const exitCode = exitCodeOf(answers);
  if (exitCode !== 0) return exitCode;
  return answers.some(answer => answer.ok && answer.value.unread.length > 0) ? 3 : 0;
}
