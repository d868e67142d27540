import { creationOf } from './creation.ts';
import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { ClusterFacts } from '../facts/cluster-facts.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ReviewInput } from './review-input.ts';
import type { Settings } from '../settings/schema.ts';
import { factsWithManifests, type FactReader } from '../facts/manifest-facts.ts';

/** What holds for all manifests, and none of them says. */
export interface ReviewContext {
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
export function manifestReviews<Manifest extends { object: KubernetesObject }>(
  manifests: readonly Manifest[],
  engine: FactReader,
  { now, cluster: known, settings, exemptions }: ReviewContext,
): { manifest: Manifest; input: ReviewInput }[] {
  const objects = manifests.map(({ object }) => object);
  const namespaces = new Map(objects.filter(isNamespace).map(object => [metadataText(object, 'name'), object]));
  // One value for all, because the engine takes facts in again when it is given another one.
  const cluster = factsWithManifests(objects, known, engine);
  return manifests.map(manifest => {
    const { object } = manifest;
    const namespace = metadataText(object, 'namespace');
    const namespaceObject = namespaces.get(namespace) ?? null;
    const input = creationOf(object, { namespaceObject, exemptions, cluster, settings, now: now.toISOString() });
    return { manifest, input };
  });
}

const isNamespace = (object: KubernetesObject) => object['apiVersion'] === 'v1' && object['kind'] === 'Namespace';
