import { apiGroups, apiResources, versionPath } from '../../kubernetes/discovery/api-groups.ts';
import { groupVersion } from '../../kubernetes/discovery/resolution.ts';
import type { Reader } from '../../kubernetes/client/client.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { ReviewedKind } from '../../policies/review/reviewed-kind.ts';

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

/**
 * Returns the kinds that rules speak of and the cluster serves, in the cluster's preferred version.
 * A group whose resources cannot be read, e.g. of an aggregated API server that is down, is
 * reported and left out.
 * @throws ClusterError
 */
export async function scannedKinds(
  client: Pick<Reader, 'get'>,
  judged: readonly ReviewedKind[],
  onProblem: (problem: string) => void,
): Promise<ScannedKind[]> {
  const kinds: ScannedKind[] = [];
  const served = [{ name: '', versions: ['v1'] }, ...(await apiGroups(client))];
  for (const {
    name: group,
    versions: [version = ''],
  } of served) {
    const wanted = judged.filter(kind => kind.group === group);
    if (wanted.length === 0) continue;
    const resources = await apiResources(client, group, version).catch((error: unknown) => {
      onProblem(reasonOf(error));
      return [];
    });
    for (const { plural, kind, namespaced, verbs } of resources) {
      const isListed = verbs.includes('list') && verbs.includes('watch');
      const matching = wanted.filter(entry => matches(kind, entry.kind));
      if (!isListed || matching.length === 0) continue;
      const refused = matching.some(entry => entry.refused);
      const apiVersion = groupVersion({ group, version });
      const path = `${versionPath(group, version)}/${plural}`;
      kinds.push({ type: `${group}/${kind}`, apiVersion, kind, namespaced, refused, path });
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
