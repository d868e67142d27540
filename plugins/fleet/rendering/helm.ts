import { join, resolve } from 'node:path';
import { outputOf, withoutCluster, type RenderEnvironment } from './program.ts';
import { renderedFrom, type Rendered, type Rendering, type RenderTarget } from './rendering.ts';

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
  const [, ...pieces] = output.split(/^---\n# ManifestSource: /m);
  return pieces.flatMap(piece => {
    const end = piece.indexOf('\n');
    const [, ...path] = piece.slice(0, end).split('/');
    return renderedFrom(join(folder, ...path), piece.slice(end));
  });
}

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** The release name as in helm.sh/helm/v4 pkg/chart/v2/util/validate_name.go, the others as Kubernetes writes them. */
const forms = {
  'release name': { pattern: new RegExp(`^${label}(\\.${label})*$`), longest: 53 },
  namespace: { pattern: new RegExp(`^${label}$`), longest: 63 },
  'version of Kubernetes': { pattern: /^v?\d+(\.\d+){0,2}([-+][\w.+-]+)?$/, longest: 63 },
  'API version': { pattern: /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*){0,2}$/, longest: 317 },
};

/**
 * The words with which helm makes manifests of a chart; its values come on standard input. Much of them is text of a repository, so
 * nothing can become a flag or be split: each text is checked or stands behind a "=", and the positional words stand behind "--".
 * @throws Error about a text that is no name of its kind
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

/** Helm reads the paths of value files as a line of CSV, in which a comma would separate two files. */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}

/** A comma would separate two parameters; in braces it separates the items of a list. */
function escaped(value: string): string {
  return /^\{.*\}$/s.test(value) ? value : value.replaceAll(/(?<!\\),/g, '\\,');
}
