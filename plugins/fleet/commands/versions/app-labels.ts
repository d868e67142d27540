import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Type, type Static } from 'typebox';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { fleetErrors } from '../../command-line/errors.ts';

/** Labels and annotations by which workloads say which app they run; data of the policy. */
const AppLabels = Type.Object({
  /** The first label that a workload has names its app, without this end. */
  names: Type.Array(Type.Object({ label: Type.String(), without: Type.Optional(Type.String()) })),
  release: Type.Object({ annotation: Type.String() }),
  chart: Type.Object({ label: Type.String() }),
});
export type AppLabels = Static<typeof AppLabels>;

export const isPolicyData = validatorOf(
  Type.Object({ fleet: Type.Object({ catalogue: Type.Object({ apps: AppLabels }) }) }),
);

/** Metadata of a workload. */
interface Metadata {
  name: string;
  labels?: Record<string, string> | null | undefined;
  annotations?: Record<string, string> | null | undefined;
}

/**
 * Reads the labels from the data of the policy, without the policy itself, which takes longer to
 * load.
 * @param policyFolder URL of the folder, ends with /
 * @throws FleetError PAGES_UNREADABLE
 */
export async function readAppLabels(policyFolder: URL): Promise<AppLabels> {
  const file = new URL('data.json', policyFolder);
  try {
    const data: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (isPolicyData(data)) return data.fleet.catalogue.apps;
    throw new Error('it has no labels of apps');
  } catch (error) {
    throw fleetErrors.pagesUnreadable(fileURLToPath(file), error);
  }
}

/** Returns the name of the app that a workload runs; its own name where no label names one. */
export function appOf({ name, labels }: Metadata, { names }: AppLabels): string {
  for (const { label, without } of names) {
    const value = labels?.[label] ?? '';
    const app = without === undefined ? value : value.replace(new RegExp(without), '');
    if (app !== '') return app;
  }
  return name;
}

/** Returns the Helm release and the chart of a workload; undefined where it names neither. */
export function helmOf(
  { labels, annotations }: Metadata,
  { release, chart }: AppLabels,
): { release?: string; chart?: string } | undefined {
  const releaseName = annotations?.[release.annotation];
  const chartName = labels?.[chart.label];
  if (releaseName === undefined && chartName === undefined) return undefined;
  return {
    ...(releaseName !== undefined && { release: releaseName }),
    ...(chartName !== undefined && { chart: chartName }),
  };
}
