import { metadataOf, type Read } from '../../../../policies/facts/reads.ts';
import type { Answer } from '../../fanout/answer.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import { shortNamesOf } from '../../fanout/short-names-of.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { clustersFlags } from './flags.ts';
import { counted } from '../../output/counted.ts';
import { documentText } from '../../output/format.ts';
import { printTables } from '../../output/print-tables.ts';
import { summarize, type ClusterSummary } from './cluster-summary.ts';
import { clusterTable } from './cluster-table.ts';
import { inventoryWithFacts, type InventoryWithFacts } from '../../inventory/inventory-with-facts.ts';
import { unreadLines } from '../../inventory/unread-lines.ts';

type Flags = FlagsOf<typeof clustersFlags>;

/**
 * Prints every cluster that the flags select.
 * @throws FleetError, EngineError
 */
export async function showClusters(flags: Flags, environment: Environment): Promise<ExitCode> {
  const answers = await askFleet(inventoryWithFacts(environment.policyFolder, shown), flags, environment);
  const summaries = answers.map(summarize);
  const { output: format } = flags;
  if (format === 'table' || format === 'wide') {
    printTables([clusterTable(summaries, format === 'wide', shortNamesOf(answers))], flags, environment);
  } else environment.stdout(await textOf(summaries, format));
  // The wide table shows the whole reason for a failure in a cell.
  const failures = format === 'wide' ? [] : failureLines(answers);
  const last = total(answers, failures.length === 0);
  for (const line of [...failures, ...unreadLines(answers), last]) environment.stderr(line);
  return exitCodeOf(answers);
}

/** Returns the lists that the table shows, with metadata alone where it needs no more. */
function shown(reads: readonly Read[]): Read[] {
  return reads
    .filter(({ into }) => into === 'nodes' || into === 'namespaces' || into === 'workloads')
    .map(read => (read.into === 'nodes' ? read : metadataOf(read)));
}

async function textOf(summaries: readonly ClusterSummary[], format: 'json' | 'yaml' | 'name'): Promise<string> {
  if (format === 'name') return summaries.map(({ name }) => name).join('\n');
  return documentText(format, {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'ClusterList',
    clusters: summaries,
  });
}

/**
 * Returns the last line with the number of clusters.
 * @param withNames true where no other line names those that failed
 */
function total(answers: readonly Answer<InventoryWithFacts>[], withNames: boolean): string {
  const failed = answers.filter(({ ok }) => !ok).map(({ cluster }) => cluster.name);
  const answered = `${counted(answers.length, 'cluster')}, ${answers.length - failed.length} answered`;
  return failed.length === 0 || !withNames ? answered : `${answered}; no answer: ${failed.join(', ')}`;
}
