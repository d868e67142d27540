import { pageMarkdown } from '../../plugins/fleet/pages/page-markdown.ts';
import type { CatalogueEntry } from '../../tools/catalogue/read.ts';
import type { System } from '../../tools/catalogue/system.ts';
import { evidenceOf, sorts, systemPages, twinOf } from '../../tools/documentation/system-page.ts';
import { table } from '../../tools/markdown/table.ts';

/** docs/systems.md: every system of the catalogue, and by what it is recognised. */
export function systemsPage(catalogue: readonly CatalogueEntry[]): string {
  const byTitle = catalogue.toSorted((a, b) => a.system.title.localeCompare(b.system.title, 'en'));
  const overview = byTitle.map(({ system }) => {
    const seen = evidenceOf(system).map(({ heading }) => heading.toLowerCase());
    const twin = twinOf(system, catalogue);
    const by = seen.length > 0 || twin === undefined ? seen.join(', ') : `the marks of ${linkTo(twin)}`;
    return [linkTo(system), sorts[system.category], system.lifecycle, by];
  });
  const heads = ['system', 'sort', 'lifecycle', 'recognised by'];
  const pages = systemPages(byTitle).map(page => {
    const data = `../policies/fleet/catalogue/systems/${page.name.replaceAll('-', '_')}/data.yaml`;
    return `${pageMarkdown(page, 2)}\n[Data of ${page.title}](${data})\n`;
  });
  return `${introduction}\n${table(heads, overview)}\n${pages.join('\n')}`;
}

/** To its section; the anchor is what GitHub makes of a heading. */
function linkTo({ title }: System): string {
  return `[${title}](#${title.toLowerCase().replaceAll(' ', '-')})`;
}

const introduction = `# Systems

Which systems are recognised, by what, and what their virtual nodes lack. \`kubectl fleet explain NAME\` prints each of these sections. A source
is a path in the first repository that a system names, or it names another one.
What is not here is not recognised; supporting a system is [data and samples, no code](../CONTRIBUTING.md#add-a-system).
`;
