import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import type { SourceFolder } from '../../../policies/gitops/sources.ts';
import type { Contents } from '../manifests/contents.ts';

/** The contents of a folder in the namespace to which they are deployed. */
export function settled(
  contents: Contents,
  { namespace, moves }: Pick<SourceFolder, 'namespace' | 'moves'>,
  isNamespaced: (object: KubernetesObject) => boolean,
): Contents {
  if (namespace === '') return contents;
  const manifests = contents.manifests.map(manifest => {
    const { object } = manifest;
    const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
    const stays = !moves && typeof metadata['namespace'] === 'string' && metadata['namespace'] !== '';
    if (stays || !isNamespaced(object)) return manifest;
    return { ...manifest, object: { ...object, metadata: { ...metadata, namespace } } };
  });
  return { ...contents, manifests };
}
