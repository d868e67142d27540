import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import { readResourceArguments } from '../../command-line/resource-arguments.ts';
import type { Answer } from '../../fanout/answer.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { withRequestOptions } from '../../fanout/request-options.ts';
import { kubeconfigClusters } from '../../sources/kubeconfig.ts';
import { documentText } from '../../output/format.ts';
import { usualWidth } from '../../output/wrap.ts';
import type { Cluster } from '../../../../kubernetes/kubeconfig/cluster.ts';
import { askClusters, type Gathered } from './ask-clusters.ts';
import { readComparisonData, type ComparisonData } from './comparison-data.ts';
import { compareObject, type ObjectDifference } from './compare-objects.ts';
import { matrixLegend, matrixLines } from './difference-matrix.ts';
import { differenceLines } from './difference-text.ts';
import { externalDiff } from './external-diff.ts';
import { fleetDiff } from './fleet-diff.ts';
import type { diffFlags } from './flags.ts';
import { ignoredFields } from './ignored-fields.ts';
import { objectReader } from './listed-object.ts';
import type { Found, Query } from './read-objects.ts';
import { refusalLines, totalLines } from './total-lines.ts';

type Flags = FlagsOf<typeof diffFlags>;

/**
 * Prints in which fields the objects that the words and flags name differ between clusters.
 * @throws FleetError, EngineError
 */
export async function showDifferences(
  words: readonly string[],
  flags: Flags,
  environment: Environment,
): Promise<ExitCode> {
  const data = await readComparisonData(environment.policyFolder);
  const query = queryOf(words, flags, data);
  const read = objectReader(data, ignoredFields(data, flags));
  const clusters = await kubeconfigClusters(flags, environment);
  const reference = referenceOf(flags.reference, clusters);
  const gathered = await withRequestOptions(flags, environment, options => askClusters(clusters, query, read, options));
  const { answers, objects, documents } = gathered;
  for (const line of failureLines(answers)) environment.stderr(line);
  if (reference !== undefined && answers.some(({ ok, cluster }) => !ok && cluster.name === reference)) {
    environment.stderr(`the reference ${reference} did not answer, so nothing is compared`);
    return exitCodeOf(answers);
  }
  checkComparable(answers, query);
  const differences = objects
    .map(object => compareObject(object, documents, data))
    .filter(difference => difference !== undefined);
  const width = environment.terminal.width ?? usualWidth;
  const text = await textOf(gathered, differences, { flags, reference, width, environment });
  if (text !== '') environment.stdout(text);
  for (const line of [...refusalLines(answers, width), ...totalLines(gathered, differences, width)])
    environment.stderr(line);
  return exitCode(gathered, differences, query);
}

/** @throws FleetError CLUSTERS_TOO_FEW, RESOURCE_TYPE_UNKNOWN */
function checkComparable(answers: readonly Answer<Found>[], { wanted }: Query): void {
  const [only, ...others] = answers;
  if (only?.ok === true && others.length === 0) throw fleetErrors.clustersTooFew(only.cluster.contexts);
  const found = answers.flatMap(answer => (answer.ok ? [answer.value] : []));
  const unknown = wanted.find(({ type }) => found.every(({ unserved }) => unserved.includes(type)));
  if (unknown !== undefined && found.length > 0) throw fleetErrors.resourceTypeUnknown(unknown.type);
}

function exitCode(
  { answers, objects }: Gathered,
  differences: readonly ObjectDifference[],
  { wanted }: Query,
): ExitCode {
  const failed = exitCodeOf(answers);
  if (failed !== 0) return failed;
  if (answers.some(answer => answer.ok && answer.value.refused.size > 0)) return 3;
  const isNamed = wanted.some(({ names }) => names.length > 0);
  return differences.length > 0 || (isNamed && objects.length === 0) ? 1 : 0;
}

function queryOf(words: readonly string[], flags: Flags, { kinds }: ComparisonData): Query {
  const wanted = words.length === 0 ? [] : readResourceArguments('diff', words);
  const isNamed = wanted.some(({ names }) => names.length > 0);
  if (isNamed && flags['all-namespaces']) {
    throw fleetErrors.namesInvalid('diff', 'a resource cannot be retrieved by name across all namespaces');
  }
  if (isNamed && (flags.selector ?? flags['field-selector']) !== undefined) {
    throw fleetErrors.namesInvalid('diff', 'name cannot be provided when a selector is specified');
  }
  return {
    wanted,
    namespace: flags['all-namespaces'] ? '' : flags.namespace,
    labelSelector: flags.selector,
    fieldSelector: flags['field-selector'],
    unlistedKinds: new Set(Object.keys(kinds)),
    versions: new Map(),
  };
}

/** Returns the name of the cluster that the user named by a context. */
function referenceOf(name: string | undefined, clusters: readonly Cluster[]): string | undefined {
  const names = clusters.flatMap(({ contexts }) => contexts);
  if (clusters.length < 2) throw fleetErrors.clustersTooFew(names);
  if (name === undefined) return undefined;
  const cluster = clusters.find(({ contexts }) => contexts.includes(name));
  if (cluster === undefined) throw fleetErrors.contextUnknown(name, names);
  return cluster.name;
}

interface Style {
  flags: Flags;
  reference: string | undefined;
  width: number;
  environment: Environment;
}

async function textOf(
  { answers, objects }: Gathered,
  differences: readonly ObjectDifference[],
  { flags: { output, matrix }, reference, width, environment }: Style,
): Promise<string> {
  if (output === 'json' || output === 'yaml') {
    return documentText(output, fleetDiff(answers, differences, { reference, compared: objects.length }));
  }
  if (output === 'diff') {
    const answered = answers.filter(({ ok }) => ok).map(({ cluster }) => cluster.name);
    const [from = '', ...others] =
      reference === undefined ? answered : [reference, ...answered.filter(name => name !== reference)];
    if (reference === undefined && others.length > 1) throw fleetErrors.clustersTooMany(answered);
    const ids = new Set(differences.map(({ id }) => id));
    const differing = objects.filter(({ id }) => ids.has(id));
    const texts: string[] = [];
    for (const to of differing.length === 0 ? [] : others)
      texts.push(await externalDiff(differing, [from, to], environment));
    return texts.filter(text => text !== '').join('\n');
  }
  if (differences.length === 0) return '';
  if (matrix) {
    const names = answers.map(({ cluster }) => cluster.name);
    const lines = matrixLines(differences, names, reference, width);
    environment.stderr(matrixLegend(reference));
    return lines.join('\n');
  }
  return differences.map(difference => differenceLines(difference, reference, width).join('\n')).join('\n\n');
}
