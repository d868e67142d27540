import { join, resolve } from 'node:path';
import { outputOf, withoutCluster, type RenderEnvironment } from './program.ts';
import { renderedFrom, type Rendered, type Rendering, type RenderTarget } from './rendering.ts';

/**
 * Renders a chart with the helm on PATH. Each manifest names its template.
 * @throws Error with the reason for the failure
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

/**
 * Splits the output by template. Helm writes the path of the template above each object, e.g. `#
 * Source: cart/templates/web.yaml`.
 */
function byTemplate(output: string, folder: string): Rendered[] {
  const [, ...pieces] = output.split(/^---\n# Source: /m);
  return pieces.flatMap(piece => {
    const end = piece.indexOf('\n');
    const [, ...path] = piece.slice(0, end).split('/');
    return renderedFrom(join(folder, ...path), piece.slice(end));
  });
}

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/**
 * The pattern of a release name is that of helm.sh/helm/v4 pkg/chart/v2/util/validate_name.go. The
 * other patterns are those of Kubernetes.
 */
const forms = {
  'release name': { pattern: new RegExp(`^${label}(\\.${label})*$`), longest: 53 },
  namespace: { pattern: new RegExp(`^${label}$`), longest: 63 },
  'version of Kubernetes': { pattern: /^v?\d+(\.\d+){0,2}([-+][\w.+-]+)?$/, longest: 63 },
  'API version': { pattern: /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*){0,2}$/, longest: 317 },
};

/**
 * Returns the arguments of `helm template`. The values come on standard input. Most arguments are
 * text of a repository. A text is checked or follows a "=", and positional arguments follow "--",
 * so no text can become a flag.
 * @throws Error for a text that is not a valid name of its kind
 */
export function chartArguments(
  { folder, release, namespace, valueFiles = [], values = '', parameters = [], ...rendering }: Rendering,
  target: Pick<RenderTarget, 'version' | 'apiVersions'>,
  workingDirectory: string,
): string[] {
  const { kubeVersion = target.version, apiVersions = target.apiVersions, skipSchema = false } = rendering;
  return [
    'template',
    '--include-crds',
    ...(namespace === undefined ? [] : [`--namespace=${checked('namespace', namespace)}`]),
    ...(kubeVersion === undefined ? [] : [`--kube-version=${checked('version of Kubernetes', kubeVersion)}`]),
    ...apiVersions.map(version => `--api-versions=${checked('API version', version)}`),
    ...(skipSchema ? ['--skip-schema-validation'] : []),
    ...valueFiles.map(file => `--values=${quoted(file)}`),
    ...(values === '' ? [] : ['--values=-']),
    ...parameters.map(({ name, value, isText }) => `${isText ? '--set-string' : '--set'}=${name}=${escaped(value)}`),
    '--',
    ...(release === undefined ? [] : [checked('release name', release)]),
    resolve(workingDirectory, folder),
  ];
}

function checked(kind: keyof typeof forms, text: string): string {
  const { pattern, longest } = forms[kind];
  if (text.length <= longest && pattern.test(text)) return text;
  throw new Error(`helm template: ${JSON.stringify(text)} is not a valid ${kind}`);
}

/**
 * Quotes a path, because helm reads the paths of value files as a line of CSV. A comma would
 * separate two files.
 */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}

/**
 * Escapes the commas of a value, because a comma separates two parameters. Commas in braces
 * separate the items of a list and stay.
 */
function escaped(value: string): string {
  return /^\{.*\}$/s.test(value) ? value : value.replaceAll(/(?<!\\),/g, '\\,');
}
