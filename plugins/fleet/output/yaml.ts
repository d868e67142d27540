import { stringify } from 'yaml';

/**
 * Returns a value as YAML without folded lines or anchors, so that it can be compared line by line.
 */
export function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).replace(/\n$/, '');
}
