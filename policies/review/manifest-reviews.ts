import { reviewOfCreate } from './review-of-create.ts';
import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { ClusterFacts } from '../facts/cluster-facts.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ReviewInput } from './review-input.ts';
import type { Settings } from '../settings/schema.ts';
import { factsWithManifests, type FactReader } from '../facts/manifest-facts.ts';

/** Values that are the same for the reviews of all manifests. */
export interface ReviewContext {
  now: Date;
  /** Facts of the cluster; {} if none is known. */
  cluster: ClusterFacts;
  settings: Settings;
  exemptions: KubernetesObject[];
}

/**
 * Returns the review of each manifest, in their order, as the webhook would get it if the manifests
 * were created. Namespaces, workloads and claims among the manifests add to the facts of the
 * cluster.
 */
export function manifestReviews<Manifest extends { object: KubernetesObject }>(
  manifests: readonly Manifest[],
  engine: FactReader,
  { now, cluster: known, settings, exemptions }: ReviewContext,
): { manifest: Manifest; input: ReviewInput }[] {
  const objects = manifests.map(({ object }) => object);
  const namespaces = new Map(objects.filter(isNamespace).map(object => [metadataText(object, 'name'), object]));
  // All reviews share one value, because the engine reads the facts again for another one.
  const cluster = factsWithManifests(objects, known, engine);
  return manifests.map(manifest => {
    const { object } = manifest;
    const namespace = metadataText(object, 'namespace');
    const namespaceObject = namespaces.get(namespace) ?? null;
    const input = reviewOfCreate(object, { namespaceObject, exemptions, cluster, settings, now: now.toISOString() });
    return { manifest, input };
  });
}

const isNamespace = (object: KubernetesObject) => object['apiVersion'] === 'v1' && object['kind'] === 'Namespace';
