import { join, resolve } from 'node:path';
import { outputOf, type RenderSurroundings } from './program.ts';
import { renderedFrom, type Rendered, type Rendering, type RenderTarget } from './rendering.ts';

/**
 * The manifests that the real helm makes of a chart, each with its template.
 * @throws Error that says why there is nothing
 */
export async function renderChart(
  { folder, release, namespace, valueFiles = [], values = '', parameters = [], ...rendering }: Rendering,
  target: Pick<RenderTarget, 'version' | 'apiVersions'>,
  surroundings: RenderSurroundings,
): Promise<Rendered[]> {
  const words = [
    'template',
    ...(release === undefined ? [] : [release]),
    resolve(surroundings.workingDirectory, folder),
    '--include-crds',
    ...(namespace === undefined ? [] : ['--namespace', namespace]),
    ...capabilities(rendering, target),
    ...(rendering.skipSchema === true ? ['--skip-schema-validation'] : []),
    ...valueFiles.flatMap(file => ['--values', file]),
    ...(values === '' ? [] : ['--values', '-']),
    ...parameters.flatMap(({ name, value, isText }) => [
      isText ? '--set-string' : '--set',
      `${name}=${escaped(value)}`,
    ]),
  ];
  return byTemplate(await outputOf('helm', words, surroundings, { input: values }), folder);
}

/** Words for the cluster that a chart may ask about. Helm adds to them all versions of which its own client knows. */
function capabilities(
  rendering: Pick<Rendering, 'kubeVersion' | 'apiVersions'>,
  target: Pick<RenderTarget, 'version' | 'apiVersions'>,
): string[] {
  const { kubeVersion = target.version, apiVersions = target.apiVersions } = rendering;
  return [
    ...(kubeVersion === undefined ? [] : ['--kube-version', kubeVersion]),
    ...(apiVersions.length === 0 ? [] : ['--api-versions', apiVersions.join(',')]),
  ];
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

/** A comma would separate two parameters; in braces it separates the items of a list. */
function escaped(value: string): string {
  return /^\{.*\}$/s.test(value) ? value : value.replaceAll(/(?<!\\),/g, '\\,');
}
