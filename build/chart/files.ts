import { join } from 'node:path';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { Page } from '../documentation/pages.ts';
import { policyFile } from './policy-file.ts';

const root = join(import.meta.dirname, '../..');
export const chartFolder = join(root, 'charts/fleet-webhook');

/** The files of the chart that are derived from its values and from the policy in dist/; as they should be now. */
export async function chartFiles(): Promise<Page[]> {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  return [{ file: join(chartFolder, 'files/policy.yaml'), text: policyFile(engine.reads(), engine.judged()) }];
}
