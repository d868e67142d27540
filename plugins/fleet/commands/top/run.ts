import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import type { Question } from '../../fanout/ask-one.ts';
import { exitCodeOf, failureLines, messageLines } from '../../fanout/failures.ts';
import { shortNamesOf } from '../../fanout/short-names-of.ts';
import { documentText } from '../../output/format.ts';
import { printTables } from '../../output/print-tables.ts';
import type { Table } from '../../output/table.ts';
import { resources, type Amounts } from './amounts.ts';
import { checkWords } from './check-words.ts';
import type { topFlags } from './flags.ts';
import type { Found } from './metrics-api.ts';
import { inOrder, rowsOf, withRowsOf } from './order.ts';
import { readNodes, type NodeUsage } from './read-nodes.ts';
import { readPods, type PodUsage } from './read-pods.ts';
import { nodesDocument, podsDocument } from './usage-document.ts';
import { nodeTable, podTable, podUsage, type InCluster, type TableOptions } from './usage-table.ts';

type Flags = FlagsOf<typeof topFlags>;

/** Objects of one type: how they are read, ordered and printed. */
interface Topic<Row> {
  question: Question<Found<Row>>;
  /** Name of an object in its cluster. */
  keyOf: (row: Row) => string;
  usageOf: (row: Row) => Amounts | undefined;
  table: (rows: readonly InCluster<Row>[], options: TableOptions) => Table;
  document: (answers: readonly Answer<unknown>[], rows: readonly InCluster<Row>[]) => object;
}

/**
 * Prints the usage of the nodes or pods of all clusters, with the values of kubectl top.
 * @throws FleetError
 */
export async function showUsage(words: readonly string[], flags: Flags, environment: Environment): Promise<ExitCode> {
  const { type, name } = checkWords(words, flags);
  return type === 'nodes'
    ? show(nodesTopic(name, flags), flags, environment)
    : show(podsTopic(name, flags), flags, environment);
}

function nodesTopic(name: string | undefined, flags: Flags): Topic<NodeUsage> {
  return {
    question: readNodes({ name, labelSelector: flags.selector }, flags['show-capacity']),
    keyOf: node => node.name,
    usageOf: ({ usage }) => usage,
    table: nodeTable,
    document: nodesDocument,
  };
}

function podsTopic(name: string | undefined, flags: Flags): Topic<PodUsage> {
  const namespace = flags['all-namespaces'] ? '' : flags.namespace;
  const selection = { name, labelSelector: flags.selector, fieldSelector: flags['field-selector'] };
  const { containers, sum, 'all-namespaces': withNamespace, 'sort-by': sortKey } = flags;
  const containersInOrder = (pod: PodUsage): PodUsage => ({
    ...pod,
    containers: inOrder(
      pod.containers,
      sortKey,
      container => container.name,
      ({ usage }) => usage,
    ),
  });
  return {
    question: async (client, cluster) => {
      const namespaces = namespace === undefined ? cluster.namespaces : [namespace];
      const { rows, absent } = await readPods({ ...selection, namespaces })(client, cluster);
      return { rows: rows.map(containersInOrder), absent };
    },
    keyOf: pod => `${pod.namespace} ${pod.name}`,
    usageOf: podUsage,
    table: (pods, options) => podTable(pods, { ...options, withNamespace, containers, sum }),
    document: (answers, pods) => podsDocument(answers, pods, sum),
  };
}

async function show<Row>(topic: Topic<Row>, flags: Flags, environment: Environment): Promise<ExitCode> {
  const { question, keyOf, usageOf, table, document } = topic;
  const answers = await askFleet(question, flags, environment, withRowsOf(keyOf));
  const rows = inOrder(rowsOf(answers, keyOf, usageOf), flags['sort-by'], () => '', usageOf);
  const { output: format } = flags;
  if (format === 'json' || format === 'yaml') {
    environment.stdout(await documentText(format, document(answers, rows)));
  } else if (rows.length > 0) {
    const measured = resources.filter(name => name !== 'swap' || flags['show-swap']);
    printTables([table(rows, { measured, shortNames: shortNamesOf(answers) })], flags, environment);
  }
  const absent = absentMessages(answers);
  for (const line of [...failureLines(answers), ...absent]) environment.stderr(line);
  if (rows.length === 0 && absent.length === 0 && answers.some(({ ok }) => ok)) {
    environment.stderr('No resources found');
  }
  return exitCodeOf(answers) || (absent.length > 0 && rows.length === 0 ? 1 : 0);
}

/** Returns a line about a named object for each message, with the clusters that lack the object. */
function absentMessages(answers: readonly Answer<Found<unknown>>[]): string[] {
  const lacking = answers.flatMap(({ cluster, ...answer }) =>
    answer.ok && answer.value.absent !== undefined ? [{ cluster: cluster.name, message: answer.value.absent }] : [],
  );
  return messageLines(lacking);
}
