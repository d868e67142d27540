import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { outputOf, withoutCluster, type RenderEnvironment } from './program.ts';
import { renderedFrom, type Rendered, type Rendering, type RenderTarget } from './rendering.ts';
import { kustomizationsFrom } from './kustomization.ts';
import { takeOrigin } from './origin.ts';

/**
 * Renders a folder with the kustomize of kubectl. Each manifest names its file. A temporary
 * kustomization with the folder as its only resource asks for the origin annotations.
 * @throws Error with the reason for the failure
 */
export async function renderKustomization(
  { folder }: Pick<Rendering, 'folder'>,
  { version, apiVersions, enableHelm }: RenderTarget,
  environment: RenderEnvironment,
): Promise<Rendered[]> {
  const words = [
    'kustomize',
    ...(enableHelm ? ['--enable-helm', '--helm-api-versions', apiVersions.join(',')] : []),
    ...(enableHelm && version !== undefined ? ['--helm-kube-version', version] : []),
  ];
  const build = (path: string) => outputOf('kubectl', [...words, '--', path], withoutCluster(environment));
  const here = await realpath(environment.workingDirectory);
  const target = await realpath(resolve(here, folder));
  if (enableHelm) await refuseFlags(target);
  const asking = await realpath(await mkdtemp(join(tmpdir(), 'kubectl-fleet-')));
  const question = { resources: [relative(asking, target)], buildMetadata: ['originAnnotations'] };
  try {
    await writeFile(join(asking, 'kustomization.yaml'), JSON.stringify(question));
    // On failure the user's folder is built alone, so that the error names that folder.
    const output = await build(asking).catch(() => build(target));
    return renderedFrom(folder, output).map(one => {
      if (!('value' in one)) return one;
      const { value, path } = takeOrigin(one.value);
      if (path === undefined) return { file: folder, value };
      const file = resolve(asking, path);
      return { file: isAbsolute(folder) ? file : relative(here, file), value };
    });
  } finally {
    await rm(asking, { recursive: true });
  }
}

/**
 * Refuses names of charts and releases that helm would read as flags, which can read and write any
 * file.
 */
async function refuseFlags(folder: string): Promise<void> {
  const words = (await kustomizationsFrom(folder)).flatMap(({ helmWords }) => helmWords);
  const flag = words.find(word => word.startsWith('-'));
  if (flag !== undefined) {
    throw new Error(`kubectl kustomize: ${JSON.stringify(flag)} is not a valid name of a chart or a release`);
  }
}
