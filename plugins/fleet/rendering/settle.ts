import { isRecord } from '../../../policies/engine/is-record.ts';
import type { KubernetesObject } from '../../../policies/engine/kubernetes.ts';
import type { SourceFolder } from '../../../policies/engine/sources.ts';
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
