import { discover } from '../../../../kubernetes/discovery/discovery.ts';
import { groupVersion, preferred, resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askFleet } from '../../fanout/ask-fleet.ts';
import { askedCluster } from '../../fanout/asked-cluster.ts';
import { exitCodeOf, failureLines } from '../../fanout/failures.ts';
import { presenceCells, presenceColumns, presenceOf, type Presence } from '../../fanout/presence.ts';
import { documentText } from '../../output/format.ts';
import { printTables } from '../../output/print-tables.ts';
import type { Table } from '../../output/table.ts';
import type { apiResourcesFlags } from './flags.ts';

type Flags = FlagsOf<typeof apiResourcesFlags>;

/**
 * Prints the resources that any cluster serves, each in the version that its cluster prefers.
 * Clusters that prefer other versions have a row for each.
 * @throws FleetError
 */
export async function showApiResources(flags: Flags, environment: Environment): Promise<ExitCode> {
  const answers = await askFleet(discover, flags, environment);
  const all = presenceOf(
    answers,
    resources => preferred(resources).filter(resource => isWanted(resource, flags)),
    resource => JSON.stringify([resourceKey(resource), resource.version, resource.kind, resource.namespaced]),
  );
  const sortKey = sortKeys[flags['sort-by']];
  all.sort(
    ({ part: one }, { part: other }) => compare(sortKey(one), sortKey(other)) || compare(one.plural, other.plural),
  );
  const shown = all.filter(({ missing }) => !flags['only-different'] || missing.length > 0);
  const { output: format } = flags;
  if (format === 'table' || format === 'wide') {
    printTables(shown.length === 0 ? [] : [tableOf(shown, format === 'wide')], flags, environment);
  } else environment.stdout(await textOf(answers, shown, format));
  for (const line of failureLines(answers)) environment.stderr(line);
  return exitCodeOf(answers);
}

/** Selects resources as `kubectl api-resources` does, which leaves out those without verbs. */
function isWanted({ group, namespaced, verbs, categories }: Resource, flags: Flags): boolean {
  return (
    verbs.length > 0 &&
    (flags['api-group'] ?? group) === group &&
    (flags.namespaced ?? namespaced) === namespaced &&
    flags.verbs.every(verb => verbs.includes(verb)) &&
    flags.categories.every(category => categories.includes(category))
  );
}

const sortKeys = {
  group: ({ group }: Resource) => group,
  name: ({ plural }: Resource) => plural,
  kind: ({ kind }: Resource) => kind,
};

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

async function textOf(
  answers: readonly Answer<Resource[]>[],
  shown: readonly Presence<Resource>[],
  format: 'json' | 'yaml' | 'name',
): Promise<string> {
  if (format === 'name') return shown.map(({ part }) => resourceKey(part)).join('\n');
  return documentText(format, {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'APIResourceList',
    clusters: answers.map(answer => askedCluster(answer, [])),
    resources: shown.map(({ part, clusters, missing }) => ({ ...part, clusters, missing })),
  });
}

function tableOf(shown: readonly Presence<Resource>[], wide: boolean): Table {
  const columns = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])];
  return {
    columns: [...columns, ...presenceColumns],
    rows: shown.map(one => [...cellsOf(one.part, wide), ...presenceCells(one, wide)]),
    narrow: { cutFirst: ['MISSING IN'], leaveOut: ['SHORTNAMES', 'KIND', 'NAMESPACED'] },
  };
}

function cellsOf(resource: Resource, wide: boolean): string[] {
  const { plural, shortNames, namespaced, kind, verbs, categories } = resource;
  const cells = [plural, shortNames.join(','), groupVersion(resource), String(namespaced), kind];
  return wide ? [...cells, verbs.join(','), categories.join(',')] : cells;
}
