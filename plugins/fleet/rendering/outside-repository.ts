import { relative } from 'node:path';
import { kustomizationsFrom } from './kustomization.ts';
import { resolvesOutside, linkOutside } from '../manifests/containment.ts';

/**
 * Returns the reason why helm may not render the chart in an absolute folder, undefined if it may.
 * Helm follows each link in the folder.
 */
export async function chartOutside(folder: string, root: string): Promise<string | undefined> {
  const link = await linkOutside(folder, root);
  return link === undefined ? undefined : `its link ${relative(root, link)} leads out of the repository`;
}

/**
 * Returns the reason why kustomize may not render an absolute folder, undefined if it may.
 * Kustomize reads files only below the folder of a kustomization, but kustomizations and charts
 * anywhere.
 */
export async function kustomizationOutside(folder: string, root: string): Promise<string | undefined> {
  for (const { parts, charts } of await kustomizationsFrom(folder)) {
    for (const part of [...parts, ...charts]) {
      if (await resolvesOutside(part, root)) return `its part ${relative(root, part)} leads out of the repository`;
    }
    for (const chart of charts) {
      const reason = await chartOutside(chart, root);
      if (reason !== undefined) return reason;
    }
  }
  return undefined;
}
