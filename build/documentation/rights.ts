import type { Read } from '../../policies/engine/model.ts';
import { readRules } from '../chart/policy-file.ts';
import { code, table } from './table.ts';

/** What the webhook has to be allowed to list and watch, for webhooks/README.md. */
export function rightsTable(reads: readonly Read[]): string {
  const rows = readRules(reads, 'webhook').map(({ apiGroups, resources }) => [
    apiGroups.map(group => code(`"${group}"`)).join(', '),
    resources.map(code).join(', '),
  ]);
  return table(['API group', 'resources'], rows);
}
