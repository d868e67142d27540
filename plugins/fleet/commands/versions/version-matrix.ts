import type { Answer } from '../../fanout/answer.ts';
import { askedCluster, type AskedCluster } from '../../fanout/asked-cluster.ts';
import { shownVersion, type ImageVersion } from './image-version.ts';
import type { Running, Workloads } from './read-workloads.ts';
import { skewOf, type Skew } from './version-skew.ts';

/** Versions with apps as rows and clusters as columns. */
export interface VersionMatrix {
  apiVersion: 'kubectl-fleet.io/v1alpha1';
  kind: 'VersionMatrix';
  clusters: AskedCluster[];
  apps: AppVersions[];
}

export interface AppVersions {
  app: string;
  /** Versions by cluster. A cluster that does not run the app has no entry. */
  versions: Record<string, Omit<Running, 'app'>[]>;
  /**
   * Clusters whose versions differ from those of most clusters. All clusters if no set of versions
   * is the most common.
   */
  differs: string[];
  /** Most important part in which the version numbers differ. */
  skew?: Skew;
}

/** Returns the versions of the workloads that `isWanted` selects, by app, sorted by name. */
export function versionMatrix(
  answers: readonly Answer<Workloads>[],
  isWanted: (running: Running) => boolean,
): VersionMatrix {
  const apps = new Map<string, AppVersions['versions']>();
  for (const answer of answers) {
    for (const found of answer.ok ? answer.value.running : []) {
      if (!isWanted(found)) continue;
      const { app, ...running } = found;
      const versions = apps.get(app) ?? {};
      versions[answer.cluster.name] = [...(versions[answer.cluster.name] ?? []), running];
      apps.set(app, versions);
    }
  }
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'VersionMatrix',
    clusters: answers.map(answer => askedCluster(answer, answer.ok ? answer.value.refused : [])),
    apps: [...apps]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([app, versions]) => appVersions(app, versions)),
  };
}

function appVersions(app: string, versions: AppVersions['versions']): AppVersions {
  const differs = differing(versions);
  const all = Object.values(versions).flatMap(running => running.map(({ version }) => version));
  const skew = differs.length === 0 ? undefined : skewOf(all);
  return { app, versions, differs, ...(skew !== undefined && { skew }) };
}

/** Returns the distinct versions in one cluster, e.g. "3.0.4,3.1.0". */
export function versionText(running: readonly ImageVersion[]): string {
  return [...new Set(running.map(shownVersion))].sort().join(',');
}

function differing(versions: AppVersions['versions']): string[] {
  const texts = Object.entries(versions).map(([cluster, running]) => ({ cluster, text: versionText(running) }));
  const counts = new Map<string, number>();
  for (const { text } of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const common = [...counts].filter(([, count]) => count === most).map(([text]) => text);
  // Two equally common versions are both marked, because neither is known to be right.
  const expected = common.length === 1 ? common[0] : undefined;
  return texts.filter(({ text }) => text !== expected).map(({ cluster }) => cluster);
}
