import { resolve } from 'node:path';
import type { ReadResult } from '../manifests/manifest-set.ts';
import { flattenObjects } from '../manifests/flatten-objects.ts';
import type { Manifest, Problem } from '../manifests/manifest.ts';
import { renderChart } from './helm.ts';
import { renderKustomization } from './kustomize.ts';
import type { RenderEnvironment } from './program.ts';
import type { Rendered, Rendering, RenderTarget } from './rendering.ts';

/** Renders one folder. A failure is a problem of the folder. Rendered manifests have no line. */
export async function readRendering(
  rendering: Rendering,
  target: RenderTarget,
  environment: RenderEnvironment,
): Promise<ReadResult> {
  const { folder, by } = rendering;
  const about = { path: resolve(environment.workingDirectory, folder), renderedBy: by };
  const render =
    by === 'helm' ? renderChart(rendering, target, environment) : renderKustomization(rendering, target, environment);
  const result = await render.then(
    rendered => ({ rendered }),
    (error: unknown) => ({ message: error instanceof Error ? error.message : String(error) }),
  );
  if ('rendered' in result) return { ...about, isThere: true, ...manifestsOf(result.rendered, folder) };
  return { ...about, isThere: false, manifests: [], problems: [{ file: folder, message: result.message }] };
}

function manifestsOf(rendered: readonly Rendered[], folder: string): Pick<ReadResult, 'manifests' | 'problems'> {
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  for (const { file, ...one } of rendered) {
    const flattened = 'value' in one ? flattenObjects({ value: one.value, line: 1, readPlaces: nowhere }) : [one];
    for (const object of flattened) {
      if ('message' in object) problems.push({ file, message: object.message });
      else manifests.push({ object: object.object, source: { file, renderedFrom: folder } });
    }
  }
  return { manifests, problems };
}

const nowhere = () => () => ({ line: 1, column: 1 });
