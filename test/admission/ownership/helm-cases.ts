import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProgramAnswer } from '../../../kubernetes/program/program.ts';
import { done, type Case, type Place } from './case.ts';
import { deployment, imageOf, ownerKey } from './objects.ts';

/**
 * Writes a chart of one Deployment with the name of its release. `owner` and `image` are its
 * values.
 */
export async function writeChart(folder: string): Promise<void> {
  const labels = `{{ with .Values.owner }}{"${ownerKey}": {{ quote . }}}{{ else }}{}{{ end }}`;
  const template = JSON.stringify(deployment('RELEASE', { labels: 'LABELS' }))
    .replaceAll('RELEASE', '{{ .Release.Name }}')
    .replace('"LABELS"', labels)
    .replace(imageOf(1), '{{ .Values.image }}');
  await mkdir(join(folder, 'templates'), { recursive: true });
  await writeFile(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: cart\nversion: 1.0.0\n');
  await writeFile(join(folder, 'values.yaml'), '{}\n');
  await writeFile(join(folder, 'templates/deployment.yaml'), template);
}

/** Releases of that chart. */
export function helmCases(chart: string): readonly Case[] {
  const release = ({ name, helm }: Place, verb: string, owner: string, version: number): Promise<ProgramAnswer> =>
    helm([verb, name, chart, `--set=owner=${owner},image=${imageOf(version)}`]);
  const prepare = (place: Place): Promise<ProgramAnswer> => release(place, 'install', 'shop', 1);
  return [
    { does: 'helm install', write: prepare, leaves: 'shop' },
    { does: 'helm upgrade', prepare, write: place => release(place, 'upgrade', 'shop', 2), leaves: 'shop' },
    {
      does: 'helm upgrade without owner',
      prepare,
      write: place => release(place, 'upgrade', '', 2),
      leaves: 'payments',
    },
    {
      does: 'helm rollback',
      prepare,
      write: async place => {
        await done(release(place, 'upgrade', 'shop', 2));
        return place.helm(['rollback', place.name, '1']);
      },
      leaves: 'shop',
    },
  ];
}
