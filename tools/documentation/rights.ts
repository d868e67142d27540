import type { Read } from '../../policies/facts/reads.ts';
import { readRules } from '../chart/policy-file.ts';
import { code, table } from '../markdown/table.ts';

/** Returns the rights of the webhook to read, for webhooks/README.md. */
export function rightsTable(reads: readonly Read[]): string {
  const rowsOf = (reader: Read['by'][number], rights: string): string[][] =>
    readRules(reads, reader).map(({ apiGroups, resources }) => [
      apiGroups.map(group => code(`"${group}"`)).join(', '),
      resources.map(code).join(', '),
      rights,
    ]);
  const rows = [
    ...rowsOf('webhook', '`list`, `watch`'),
    ...rowsOf('bindings', '`get`, `list`, `watch`; only with `bindings: true`'),
    ...rowsOf('makers', '`get`, of what a controller has made a refused object of'),
  ];
  return table(['API group', 'resources', 'rights'], rows);
}
