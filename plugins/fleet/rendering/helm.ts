import { join } from 'node:path';
import { chartArguments } from './chart-arguments.ts';
import { outputOf, type RenderEnvironment } from './program.ts';
import { renderedFrom, type Rendered, type Rendering, type RenderTarget } from './rendering.ts';
import { withoutCluster } from './without-cluster.ts';

/**
 * The manifests that the real helm makes of a chart, each with its template.
 * @throws Error that says why there is nothing
 */
export async function renderChart(
  rendering: Rendering,
  target: Pick<RenderTarget, 'version' | 'apiVersions'>,
  environment: RenderEnvironment,
): Promise<Rendered[]> {
  const words = chartArguments(rendering, target, environment.workingDirectory);
  const output = await outputOf('helm', words, withoutCluster(environment), { input: rendering.values ?? '' });
  return byTemplate(output, rendering.folder);
}

/** Above every object helm writes from which template of which chart it comes: `# Source: cart/templates/web.yaml` */
function byTemplate(output: string, folder: string): Rendered[] {
  const [, ...pieces] = output.split(/^---\n# Source: /m);
  return pieces.flatMap(piece => {
    const end = piece.indexOf('\n');
    const [, ...path] = piece.slice(0, end).split('/');
    return renderedFrom(join(folder, ...path), piece.slice(end));
  });
}
