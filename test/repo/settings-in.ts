import { parse } from 'yaml';
import { isRecord } from '../../kubernetes/objects/is-record.ts';

/**
 * The settings in an example of the docs, which has them as the chart and the webhook do, or alone.
 */
export function settingsIn(text: string): unknown {
  const example: unknown = parse(text);
  return isRecord(example) && 'settings' in example ? example['settings'] : example;
}
