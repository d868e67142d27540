import { creationOf } from '../../../../policies/review/creation.ts';
import { metadataText } from '../../../../kubernetes/objects/metadata-text.ts';
import type { ClusterFacts } from '../../../../policies/facts/cluster-facts.ts';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { ReviewInput } from '../../../../policies/review/review-input.ts';
import type { Settings } from '../../../../policies/settings/schema.ts';
import { factsOfSet, type FactReader } from './facts-of-set.ts';
import type { Manifest } from '../../manifests/manifest.ts';

/** What holds for all manifests, and none of them says. */
export interface Circumstances {
  now: Date;
  /** What is known of the cluster; {} where nothing is. */
  cluster: ClusterFacts;
  settings: Settings;
  exemptions: KubernetesObject[];
}

/**
 * What the webhook would be asked if these manifests were created, in their order. To what is known of the cluster comes what the
 * manifests tell of each other: their namespaces, workloads and claims on storage.
 */
export function reviewInputs(
  manifests: readonly Manifest[],
  engine: FactReader,
  { now, cluster: known, settings, exemptions }: Circumstances,
): { manifest: Manifest; input: ReviewInput }[] {
  const objects = manifests.map(({ object }) => object);
  const namespaces = new Map(objects.filter(isNamespace).map(object => [metadataText(object, 'name'), object]));
  // One value for all, because the engine takes facts in again when it is given another one.
  const cluster = factsOfSet(objects, known, engine);
  return manifests.map(manifest => {
    const { object } = manifest;
    const namespace = metadataText(object, 'namespace');
    const namespaceObject = namespaces.get(namespace) ?? null;
    const input = creationOf(object, { namespaceObject, exemptions, cluster, settings, now: now.toISOString() });
    return { manifest, input };
  });
}

const isNamespace = (object: KubernetesObject) => object['apiVersion'] === 'v1' && object['kind'] === 'Namespace';
