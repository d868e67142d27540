import type { Page, PageTable, Section } from '../../plugins/fleet/pages/page.ts';
import type { CatalogueEntry } from '../catalogue/read.ts';
import type { System } from '../catalogue/system.ts';
import { capabilitiesTable } from './capabilities-table.ts';
import {
  fixesTable,
  intentsTable,
  kindsTable,
  marksTable,
  nodesTable,
  rolesTable,
  writersTable,
} from './system-tables.ts';

/** The sort of a system, as a person calls it. */
export const sorts: Record<System['category'], string> = {
  federation: 'federation',
  'virtual-node': 'virtual nodes',
  gitops: 'GitOps',
  packaging: 'packages',
  inventory: 'inventory of clusters',
  client: 'client',
  kubernetes: 'Kubernetes',
};

const evidence = [
  { heading: 'Kinds', tableOf: kindsTable },
  { heading: 'Marks', tableOf: marksTable },
  { heading: 'Writers', tableOf: writersTable },
  { heading: 'Nodes', tableOf: nodesTable },
  { heading: 'Pods', tableOf: intentsTable },
  { heading: 'Clusters', tableOf: rolesTable },
];

/**
 * A page of each system: what it is, by what it is recognised, what its nodes cannot do, and where
 * that was read.
 */
export function systemPages(catalogue: readonly CatalogueEntry[]): Page[] {
  return catalogue.map(({ name, system }) => systemPage(name, system, twinOf(system, catalogue)));
}

/** The system by whose marks another one is recognised. */
export function twinOf(system: System, catalogue: readonly CatalogueEntry[]): System | undefined {
  return catalogue.find(({ name }) => name === system.marked_as)?.system;
}

/** Sorts of evidence by which a system is recognised. */
export function evidenceOf(system: System): Section[] {
  return evidence.flatMap(({ heading, tableOf }) => sectionOf(heading, tableOf(system)));
}

function systemPage(name: string, system: System, twin: System | undefined): Page {
  const { title, description, category, lifecycle, lifecycle_source: source, sources } = system;
  return {
    name: name.replaceAll('_', '-'),
    title,
    facts: {
      sort: sorts[category],
      lifecycle: source === undefined ? lifecycle : `${lifecycle} (${source})`,
      ...(twin !== undefined && { 'recognised by': `the marks of ${twin.title}` }),
      'read in': sources.map(repositoryOf).join(', '),
    },
    blocks: [{ text: description }],
    sections: [
      ...evidenceOf(system),
      ...sectionOf('Ways out', fixesTable(system)),
      ...sectionOf('Limits', capabilitiesTable(system)),
    ],
  };
}

function sectionOf(heading: string, table: PageTable): Section[] {
  return table.rows.length === 0 ? [] : [{ heading, blocks: [{ table }] }];
}

function repositoryOf(source: string): string {
  const [repository = '', version] = source.split('@');
  const at = version === undefined ? '' : ` at ${version}`;
  return `[${repository}](https://github.com/${repository})${at}`;
}
