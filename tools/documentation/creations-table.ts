import type { CatalogueEntry } from '../catalogue/read.ts';
import { code, table } from '../markdown/table.ts';

type Identity = NonNullable<CatalogueEntry['system']['identities']>[number];

/**
 * The kinds that writers create by themselves, with these writers; kinds of the same writers stand
 * together.
 */
export function creationsTable(catalogue: readonly CatalogueEntry[]): string {
  const creations = catalogue
    .flatMap(({ system }) => system.identities ?? [])
    .flatMap(writer => (writer.creates ?? []).map(type => ({ type, writer: titleOf(writer) })));
  const byType = [...Map.groupBy(creations, ({ type }) => type)].map(([type, of]) => ({
    type,
    writers: of.map(({ writer }) => writer).join(', '),
  }));
  const byWriters = [...Map.groupBy(byType, ({ writers }) => writers)];
  const rows = byWriters.map(([writers, of]) => [of.map(({ type }) => type.replace(/^\//, '')).join(', '), writers]);
  return table(['creation of', 'by'], rows);
}

/** The name of a service account alone, as its namespace is said of all of them. */
function titleOf(writer: Identity): string {
  if ('prefix' in writer) return `${code(writer.prefix)}…`;
  const [, account = writer.user] = /^system:serviceaccount:[^:]+:(.+)$/.exec(writer.user) ?? [];
  return code(account);
}
