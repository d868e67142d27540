import { join, resolve } from 'node:path';
import { outputOf, type RenderSurroundings } from './program.ts';
import { renderedFrom, type Rendered, type Rendering } from './rendering.ts';

/**
 * The manifests that the real helm makes of a chart, each with its template.
 * @throws Error that says in one line why there is nothing
 */
export async function renderChart(
  { folder, release, namespace, valueFiles = [], values = '', parameters = [] }: Rendering,
  version: string | undefined,
  surroundings: RenderSurroundings,
): Promise<Rendered[]> {
  const words = [
    'template',
    ...(release === undefined ? [] : [release]),
    resolve(surroundings.workingDirectory, folder),
    '--include-crds',
    ...(namespace === undefined ? [] : ['--namespace', namespace]),
    ...(version === undefined ? [] : ['--kube-version', version]),
    ...valueFiles.flatMap(file => ['--values', file]),
    ...(values === '' ? [] : ['--values', '-']),
    ...parameters.flatMap(({ name, value, isText }) => [
      isText ? '--set-string' : '--set',
      `${name}=${escaped(value)}`,
    ]),
  ];
  return byTemplate(await outputOf('helm', words, surroundings, { input: values }), folder);
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
