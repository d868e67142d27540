import { dirname, resolve } from 'node:path';
import { reasonOf } from '../../../../kubernetes/errors/reason.ts';
import { isRecord } from '../../../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { ResourceArgument } from '../../command-line/resource-arguments.ts';
import { displayName, problemLine } from '../../manifests/manifest.ts';
import { renderKustomization } from '../../rendering/kustomize.ts';
import { readManifests } from '../../rendering/read-manifests.ts';

interface FileFlags {
  filename: readonly string[];
  kustomize: string | undefined;
  recursive: boolean;
  namespace: string | undefined;
}

/**
 * Returns the objects that files name by kind, namespace and name, as -f and -k of kubectl do.
 * @throws FleetError FILES_UNREADABLE, NAMES_INVALID
 */
export async function objectsInFiles(flags: FileFlags, environment: Environment): Promise<ResourceArgument[]> {
  const { kustomize } = flags;
  const objects =
    kustomize === undefined ? await inFiles(flags, environment) : await inKustomization(kustomize, environment);
  return objects.map(object => argumentOf(object, flags.namespace));
}

async function inFiles({ filename, recursive }: FileFlags, environment: Environment): Promise<KubernetesObject[]> {
  const options = { kustomize: false, helm: false, isStrict: true, valueFiles: [] };
  const { manifests, problems } = await readManifests(filename, options, environment);
  const { workingDirectory } = environment;
  const named = new Set(filename.map(path => resolve(workingDirectory, path)));
  // kubectl reads the files of a folder, and those below it only with -R.
  const counts = (file: string) =>
    file === '-' ||
    recursive ||
    [resolve(workingDirectory, file), dirname(resolve(workingDirectory, file))].some(path => named.has(path));
  const problem = problems.find(({ file }) => counts(file));
  if (problem !== undefined) throw fleetErrors.filesUnreadable(problemLine(problem));
  return manifests.filter(({ source }) => counts(source.file)).map(({ object }) => object);
}

async function inKustomization(folder: string, environment: Environment): Promise<KubernetesObject[]> {
  try {
    const rendered = await renderKustomization({ folder }, { apiVersions: [], enableHelm: false }, environment);
    return rendered.flatMap(one => ('value' in one && isRecord(one.value) ? [one.value] : []));
  } catch (error) {
    throw fleetErrors.filesUnreadable(reasonOf(error));
  }
}

function argumentOf(object: KubernetesObject, asked: string | undefined): ResourceArgument {
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  const [version = '', group] = String(apiVersion).split('/').toReversed();
  if (typeof name !== 'string' || name === '') {
    throw fleetErrors.namesInvalid('get', `${displayName(object)}: resource name may not be empty`);
  }
  const argument = { type: `${String(kind)}.${version}.${group ?? ''}`, names: [name] };
  if (typeof namespace !== 'string' || namespace === '') return argument;
  if (asked !== undefined && asked !== namespace) {
    throw fleetErrors.namesInvalid(
      'get',
      `the namespace from the provided object "${namespace}" does not match the namespace "${asked}". ` +
        `You must pass '--namespace=${namespace}' to perform this operation.`,
    );
  }
  return { ...argument, namespace };
}
