import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { helm } from '../testbed/cluster/helm.ts';

export const chart = join(import.meta.dirname, '../../charts/fleet-webhook');

/** Release and namespace of every test here. */
export const release = { name: 'fleet-webhook', namespace: 'fleet-system' };

/** Files with values that somebody may have, which come with the chart. */
export const valuesFiles = readdirSync(join(chart, 'ci')).map(name => ({ name, file: join(chart, 'ci', name) }));

const Rendered = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  metadata: Type.Object({ name: Type.String(), namespace: Type.Optional(Type.String()) }),
});
/** An object that the chart makes. */
export type Rendered = Static<typeof Rendered> & Record<string, unknown>;

/** What helm makes of the chart with these values, without what `helm test` makes. @throws Error with what helm says */
export async function rendered(values: object | string): Promise<Rendered[]> {
  const { stdout, stderr, exitCode } = await template(values);
  if (exitCode !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map(document => {
    const object: unknown = document.toJS();
    if (!Value.Check(Rendered, object)) throw new Error(`helm made what is no object: ${String(document)}`);
    return { ...object };
  });
}

/** What helm answers when it renders the chart with these values, in a file or as an object. */
export async function template(values: object | string, ...words: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-chart-'));
  const file = typeof values === 'string' ? values : join(folder, 'values.yaml');
  try {
    if (typeof values !== 'string') await writeFile(file, stringify(values));
    return await helm(['template', release.name, chart, '--namespace', release.namespace, '--values', file, ...words]);
  } finally {
    await rm(folder, { recursive: true });
  }
}
