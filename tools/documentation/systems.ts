import { pageMarkdown } from '../../plugins/fleet/pages/page-markdown.ts';
import type { CatalogueEntry } from '../catalogue/read.ts';
import { evidenceOf, sorts, systemPages } from './system-page.ts';
import { table } from '../markdown/table.ts';

/** A file of docs/reference/systems/, by its name there. */
interface SystemFile {
  name: string;
  text: string;
}

/**
 * README.md of docs/reference/systems/: every system of the catalogue, and by what it is
 * recognised.
 */
export function systemsIndex(catalogue: readonly CatalogueEntry[]): string {
  const byTitle = catalogue.toSorted((a, b) => a.system.title.localeCompare(b.system.title, 'en'));
  const rows = byTitle.map(({ name, system }) => {
    const seen = evidenceOf(system).map(({ heading }) => heading.toLowerCase());
    const twin = catalogue.find(entry => entry.name === system.marked_as);
    const by = seen.length > 0 || twin === undefined ? seen.join(', ') : `the marks of ${linkTo(twin)}`;
    return [linkTo({ name, system }), sorts[system.category], system.lifecycle, by];
  });
  return `${introduction}\n${table(['system', 'sort', 'lifecycle', 'recognised by'], rows)}`;
}

/**
 * docs/reference/systems/<system>.md: the page that `explain` prints, and where its data lies in
 * the repository.
 */
export function systemFiles(catalogue: readonly CatalogueEntry[]): SystemFile[] {
  return systemPages(catalogue).map(page => {
    const data = `../../../policies/fleet/catalogue/systems/${page.name.replaceAll('-', '_')}/data.yaml`;
    return { name: `${page.name}.md`, text: `${pageMarkdown(page)}\n[Data of ${page.title}](${data})\n` };
  });
}

function linkTo({ name, system }: CatalogueEntry): string {
  return `[${system.title}](${name.replaceAll('_', '-')}.md)`;
}

const introduction = `# Systems

The systems that are recognised, the marks of each, and the limits of their virtual nodes. \`kubectl fleet explain NAME\` prints each page.
A source is a path in the first repository that a system names, or it names another repository.
A system that is not here is not recognised. To support it takes [data and samples, no code](../../../CONTRIBUTING.md#add-a-system).
`;
