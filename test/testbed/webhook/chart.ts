import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { parseAllDocuments } from 'yaml';
import type { ProgramAnswer } from '../../../kubernetes/program/program.ts';
import { helm } from '../cluster/helm.ts';
import { TestbedError } from '../errors/testbed-error.ts';

export const chart = join(import.meta.dirname, '../../../charts/fleet-webhook');

/** The release of the chart, and where it lies. */
export const release = { name: 'fleet-webhook', namespace: 'fleet-system' };

/** Files with values that somebody may have, which come with the chart. */
export const valuesFiles = readdirSync(join(chart, 'ci')).map(name => ({ name, file: join(chart, 'ci', name) }));

const ChartObject = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  metadata: Type.Object({ name: Type.String(), namespace: Type.Optional(Type.String()) }),
});
/** An object that the chart makes. */
export type ChartObject = Static<typeof ChartObject> & Record<string, unknown>;

/**
 * Renders the chart by helm with these values, from a file or as they are.
 * @throws TestbedError REQUEST_FAILED with what helm says
 */
export async function rendered(values: object | string): Promise<ChartObject[]> {
  const { stdout, stderr, exitCode } = await template(values);
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', stderr);
  return parseAllDocuments(stdout).map(document => {
    const object: unknown = document.toJS();
    if (!Value.Check(ChartObject, object)) throw new TestbedError('REQUEST_FAILED', `no object: ${String(document)}`);
    return { ...object };
  });
}

/** Returns helm's answer when it renders the chart with these values. */
export async function template(values: object | string): Promise<ProgramAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-chart-'));
  const file = typeof values === 'string' ? values : join(folder, 'values.yaml');
  try {
    if (typeof values !== 'string') await writeFile(file, JSON.stringify(values));
    return await helm(['template', release.name, chart, '--namespace', release.namespace, '--values', file]);
  } finally {
    await rm(folder, { recursive: true });
  }
}
