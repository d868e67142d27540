import type { CatalogueEntry } from '../catalogue/read.ts';
import type { System } from '../catalogue/system.ts';
import { capabilitiesTable } from './capabilities-table.ts';
import { intentsTable, kindsTable, marksTable, nodesTable, rolesTable, writersTable } from './system-tables.ts';
import { table } from './table.ts';

const sorts: Record<System['category'], string> = {
  federation: 'federation',
  'virtual-node': 'virtual nodes',
  gitops: 'GitOps',
  packaging: 'packages',
  inventory: 'inventory of clusters',
  client: 'client',
  kubernetes: 'Kubernetes',
};

const evidence = [
  { name: 'kinds', tableOf: kindsTable },
  { name: 'marks', tableOf: marksTable },
  { name: 'writers', tableOf: writersTable },
  { name: 'nodes', tableOf: nodesTable },
  { name: 'pods', tableOf: intentsTable },
  { name: 'clusters', tableOf: rolesTable },
];

/** docs/systems.md: every system of the catalogue, and by what it is recognised. */
export function systemsPage(catalogue: readonly CatalogueEntry[]): string {
  const byTitle = catalogue.toSorted((a, b) => a.system.title.localeCompare(b.system.title, 'en'));
  const overview = byTitle.map(({ system }) => {
    const seen = evidence.flatMap(({ name, tableOf }) => (tableOf(system) === '' ? [] : [name]));
    const by = seen.length > 0 ? seen.join(', ') : twinOf(system, catalogue);
    return [linkTo(system), sorts[system.category], system.lifecycle, by];
  });
  const heads = ['system', 'sort', 'lifecycle', 'recognised by'];
  return `${introduction}\n${table(heads, overview)}\n${byTitle.map(entry => section(entry, catalogue)).join('\n')}`;
}

function section({ name, system }: CatalogueEntry, catalogue: readonly CatalogueEntry[]): string {
  const stand = system.lifecycle_source === undefined ? '' : ` It is ${system.lifecycle} (${system.lifecycle_source}).`;
  const twin = twinOf(system, catalogue);
  const tables = [...evidence.map(({ tableOf }) => tableOf(system)), capabilitiesTable(system)].filter(
    text => text !== '',
  );
  return `## ${system.title}

${system.description}${stand}

Read in ${system.sources.map(repositoryOf).join(', ')} · [data](../policies/fleet/systems/${name}/data.yaml)
${[twin === '' ? '' : `It is recognised by ${twin}.\n`, ...tables].map(text => (text === '' ? '' : `\n${text}`)).join('')}`;
}

/** '' for a system that has marks of its own. */
function twinOf(system: System, catalogue: readonly CatalogueEntry[]): string {
  const twin = catalogue.find(({ name }) => name === system.marked_as)?.system;
  return twin === undefined ? '' : `the marks of ${linkTo(twin)}`;
}

function repositoryOf(source: string): string {
  const [repository = '', version] = source.split('@');
  const at = version === undefined ? '' : ` at ${version}`;
  return `[${repository}](https://github.com/${repository})${at}`;
}

/** To its section; the anchor is what GitHub makes of a heading. */
function linkTo({ title }: System): string {
  return `[${title}](#${title.toLowerCase().replaceAll(' ', '-')})`;
}

const introduction = `# Systems

Which systems are recognised, by what, and what their virtual nodes lack. A source is a path in the first repository that a
system names, or it names another one.
What is not here is not recognised; supporting a system is [data and samples, no code](../CONTRIBUTING.md#add-a-system).
`;
