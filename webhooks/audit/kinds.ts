import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import type { JudgedKind } from '../../policies/review/review-input.ts';
import type { ClusterClient } from '../cluster/client.ts';
import { reasonOf } from '../errors/webhook-error.ts';

/** A kind of which existing objects are looked at. */
export interface ScannedKind {
  /** Group and kind, e.g. apps/Deployment. */
  type: string;
  apiVersion: string;
  kind: string;
  namespaced: boolean;
  /** True where rules may refuse one, false where they only warn. */
  refused: boolean;
  /** Path of its list in all namespaces. */
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
const ajv = new Ajv();
const isGroups = ajv.compile<Static<typeof Groups>>(Groups);
const isResources = ajv.compile<Static<typeof Resources>>(Resources);

/**
 * The kinds of which rules speak and that the cluster serves, in the version that it prefers. A group that does not say what is in it, as
 * one whose own server is down, is told and left out.
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
      const meant = wanted.filter(entry => isMeant(kind, entry.kind));
      if (!isListed || meant.length === 0) continue;
      const refused = meant.some(entry => entry.refused);
      kinds.push({ type: `${group}/${kind}`, apiVersion, kind, namespaced, refused, path: `${base}/${name}` });
    }
  }
  return kinds;
}

/** A star at the end stands for the rest of the name. */
function isMeant(kind: string, wanted: string): boolean {
  return wanted.endsWith('*') ? kind.startsWith(wanted.slice(0, -1)) : kind === wanted;
}

/** Path of the list of a kind in one namespace. */
export function pathIn({ path }: ScannedKind, namespace: string): string {
  return path.replace(/[^/]+$/, resource => `namespaces/${namespace}/${resource}`);
}
