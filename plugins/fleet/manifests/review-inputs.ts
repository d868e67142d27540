import { creationOf, metadataText } from '../../../policies/engine/creation.ts';
import type { Claim, ClusterFacts } from '../../../policies/engine/cluster-facts.ts';
import type { KubernetesObject } from '../../../policies/engine/kubernetes.ts';
import type { ReviewInput, Settings } from '../../../policies/engine/model.ts';
import { isRecord } from '../../../policies/engine/is-record.ts';
import type { Manifest } from './manifest.ts';

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
 * manifests tell of each other: their namespaces and their claims on storage.
 */
export function reviewInputs(
  manifests: readonly Manifest[],
  { now, cluster: facts, settings, exemptions }: Circumstances,
): { manifest: Manifest; input: ReviewInput }[] {
  const objects = manifests.map(({ object }) => object);
  const namespaces = new Map(objects.filter(isNamespace).map(object => [metadataText(object, 'name'), object]));
  // One value for all, because the engine takes facts in again when it is given another one.
  const cluster = { ...facts, claims: claimsOf(objects, facts.claims ?? []) };
  return manifests.map(manifest => {
    const { object } = manifest;
    const namespace = metadataText(object, 'namespace');
    const namespaceObject = namespaces.get(namespace) ?? null;
    const input = creationOf(object, { namespaceObject, exemptions, cluster, settings, now: now.toISOString() });
    return { manifest, input };
  });
}

const isNamespace = (object: KubernetesObject) => object['apiVersion'] === 'v1' && object['kind'] === 'Namespace';
const isClaim = (object: KubernetesObject) =>
  object['apiVersion'] === 'v1' && object['kind'] === 'PersistentVolumeClaim';

/** Claims among the manifests and those of the cluster that are not among them. */
function claimsOf(objects: readonly KubernetesObject[], known: readonly Claim[]): Claim[] {
  const claims = objects.filter(isClaim).map(claimOf);
  const names = new Set(claims.map(({ namespace, name }) => `${namespace}/${name}`));
  return [...claims, ...known.filter(({ namespace, name }) => !names.has(`${namespace}/${name}`))];
}

function claimOf(object: KubernetesObject): Claim {
  const spec = object['spec'];
  const modes: unknown = isRecord(spec) ? spec['accessModes'] : undefined;
  return {
    namespace: metadataText(object, 'namespace'),
    name: metadataText(object, 'name'),
    accessModes: Array.isArray(modes) ? modes.filter(mode => typeof mode === 'string') : [],
  };
}
