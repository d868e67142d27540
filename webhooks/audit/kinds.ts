import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { JudgedKind } from '../../policies/review/review-input.ts';
import type { ClusterClient } from '../cluster/client.ts';
import { reasonOf } from '../errors/webhook-error.ts';

/** A kind whose stored objects are scanned. */
export interface ScannedKind {
  /** Group and kind, e.g. apps/Deployment; the group of core/v1 is empty. */
  type: string;
  apiVersion: string;
  kind: string;
  namespaced: boolean;
  /** True if a rule can deny an object of the kind; false if rules only warn. */
  refused: boolean;
  /** Path of the list of all namespaces. */
  path: string;
}

const Groups = Type.Object({
  groups: Type.Array(
    Type.Object({ name: Type.String(), preferredVersion: Type.Object({ groupVersion: Type.String() }) }),
  ),
});
const Resources = Type.Object({
  resources: Type.Array(
    Type.Object({
      name: Type.String(),
      kind: Type.String(),
      namespaced: Type.Boolean(),
      verbs: Type.Array(Type.String()),
    }),
  ),
});
export const isGroups = validatorOf(Groups);
export const isResources = validatorOf(Resources);

/**
 * Returns the kinds that rules speak of and the cluster serves, in the cluster's preferred version.
 * A group whose resources cannot be read, e.g. of an aggregated API server that is down, is
 * reported and left out.
 * @throws WebhookError CLUSTER_REFUSED
 */
export async function scannedKinds(
  client: Pick<ClusterClient, 'get'>,
  judged: readonly JudgedKind[],
  onProblem: (problem: string) => void,
): Promise<ScannedKind[]> {
  const served = await client.get('/apis');
  const groups = isGroups(served) ? served.groups : [];
  const places = groups.map(({ name, preferredVersion: { groupVersion } }) => ({
    group: name,
    apiVersion: groupVersion,
    base: `/apis/${groupVersion}`,
  }));
  const kinds: ScannedKind[] = [];
  for (const { group, apiVersion, base } of [{ group: '', apiVersion: 'v1', base: '/api/v1' }, ...places]) {
    const wanted = judged.filter(kind => kind.group === group);
    if (wanted.length === 0) continue;
    const list = await client.get(base).catch((error: unknown) => {
      onProblem(reasonOf(error));
    });
    for (const { name, kind, namespaced, verbs } of isResources(list) ? list.resources : []) {
      const isListed = !name.includes('/') && verbs.includes('list') && verbs.includes('watch');
      const matching = wanted.filter(entry => matches(kind, entry.kind));
      if (!isListed || matching.length === 0) continue;
      const refused = matching.some(entry => entry.refused);
      kinds.push({ type: `${group}/${kind}`, apiVersion, kind, namespaced, refused, path: `${base}/${name}` });
    }
  }
  return kinds;
}

/** A pattern may end in a star, which stands for the rest of the name. */
function matches(kind: string, pattern: string): boolean {
  return pattern.endsWith('*') ? kind.startsWith(pattern.slice(0, -1)) : kind === pattern;
}

/** Returns the group and kind of an object, e.g. apps/Deployment. */
export function typeOf({ apiVersion, kind }: { apiVersion: string; kind: string }): string {
  return `${apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''}/${kind}`;
}

/** Returns the path of the list of a kind in one namespace. */
export function pathIn({ path }: ScannedKind, namespace: string): string {
  return path.replace(/[^/]+$/, resource => `namespaces/${namespace}/${resource}`);
}
