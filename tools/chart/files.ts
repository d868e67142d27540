import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../policies/engine/engine.ts';
import { dashboard } from '../dashboard/dashboard.ts';
import type { Page } from '../markdown/page.ts';
import { withSection } from '../markdown/section.ts';
import { policyFile } from './policy-file.ts';
import { valuesSchema } from './values-schema.ts';
import { valuesTable } from './values-table.ts';
import { readValues } from './values.ts';

export const chartFolder = join(import.meta.dirname, '../../charts/fleet-webhook');

/**
 * The files of the chart that are derived from its values and from the policy; as they should be
 * now.
 */
export async function chartFiles(
  engine: Pick<Engine, 'matchConditions' | 'reviewedKinds' | 'reads' | 'rules'>,
): Promise<Page[]> {
  const values = readValues(await readFile(join(chartFolder, 'values.yaml'), 'utf8'));
  const readme = join(chartFolder, 'README.md');
  return [
    {
      file: join(chartFolder, 'files/policy.yaml'),
      text: policyFile(engine.reads(), engine.reviewedKinds(), engine.matchConditions()),
    },
    { file: join(chartFolder, 'files/dashboard.json'), text: dashboard() },
    { file: join(chartFolder, 'values.schema.json'), text: valuesSchema(values, engine.rules()) },
    { file: readme, text: withSection(await readFile(readme, 'utf8'), 'values', valuesTable(values)) },
  ];
}
