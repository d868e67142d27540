import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { outputOf, withoutCluster, type RenderEnvironment } from './program.ts';
import { renderedFrom, type Rendered, type Rendering, type RenderTarget } from './rendering.ts';
import { kustomizationsFrom } from './kustomization.ts';
import { takeOrigin } from './origin.ts';

/**
 * The manifests that the real kustomize makes of a folder, each with the file that it comes from. For that, kustomize is asked about
 * a kustomization of ours in another folder, which has the user's as its only resource.
 * @throws Error that says why there is nothing
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
    // Where it fails, it is asked about the user's folder alone, to fail in words about that.
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

/** The name of a chart or a release would be a flag to helm, which can read and write any file. */
async function refuseFlags(folder: string): Promise<void> {
  const words = (await kustomizationsFrom(folder)).flatMap(({ helmWords }) => helmWords);
  const flag = words.find(word => word.startsWith('-'));
  if (flag !== undefined) {
    throw new Error(`kubectl kustomize: ${JSON.stringify(flag)} is not a valid name of a chart or a release`);
  }
}
