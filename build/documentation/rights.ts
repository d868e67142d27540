import type { CatalogueEntry } from '../catalogue/read.ts';
import { code, table } from './table.ts';

/** What the webhook has to be allowed to list and watch, for webhooks/README.md. */
export function rightsTable(catalogue: readonly CatalogueEntry[]): string {
  const reads = catalogue.flatMap(({ system }) => system.reads ?? []).filter(({ by }) => by.includes('webhook'));
  const groups = [...new Set(reads.map(({ group }) => group))].sort();
  const rows = groups.map(group => {
    const resources = reads.filter(read => read.group === group).map(({ resource }) => resource);
    return [code(`"${group}"`), resources.sort().map(code).join(', ')];
  });
  return table(['API group', 'resources'], rows);
}
