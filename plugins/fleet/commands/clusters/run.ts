import { metadataOf, type Read } from '../../../../policies/facts/reads.ts';
import type { Answer } from '../../fanout/answer.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { clustersFlags } from './flags.ts';
import { counted } from '../../output/counted.ts';
import { documentText } from '../../output/format.ts';
import { tableLines } from '../../output/table.ts';
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
  environment.stdout(await textOf(summaries, flags));
  // The table shows the reason for a failure in a cell.
  const { output: format } = flags;
  const isTable = format === 'table' || format === 'wide';
  const failures = isTable ? [] : failureLines(answers);
  const lines = [...failures, ...unreadLines(answers), total(answers, isTable)];
  for (const line of lines) environment.stderr(line);
  return exitCodeOf(answers);
}

/** Returns the lists that the table shows, with metadata alone where it needs no more. */
function shown(reads: readonly Read[]): Read[] {
  return reads
    .filter(({ into }) => into === 'nodes' || into === 'namespaces' || into === 'workloads')
    .map(read => (read.into === 'nodes' ? read : metadataOf(read)));
}

async function textOf(
  summaries: readonly ClusterSummary[],
  { output: format, 'no-headers': noHeaders }: Flags,
): Promise<string> {
  if (format === 'name') return summaries.map(({ name }) => name).join('\n');
  if (format === 'table' || format === 'wide') {
    return tableLines(clusterTable(summaries, format === 'wide'), noHeaders).join('\n');
  }
  return documentText(format, {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'ClusterList',
    clusters: summaries,
  });
}

/**
 * Returns the last line with the number of clusters.
 * @param withNames false if stderr already names the failed clusters
 */
function total(answers: readonly Answer<InventoryWithFacts>[], withNames: boolean): string {
  const failed = answers.filter(({ ok }) => !ok).map(({ cluster }) => cluster.name);
  const answered = `${counted(answers.length, 'cluster')}, ${answers.length - failed.length} answered`;
  return failed.length === 0 || !withNames ? answered : `${answered}; no answer: ${failed.join(', ')}`;
}
