import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import { namesWithin } from '../../output/names-within.ts';
import { cellWidth } from '../../output/cell-width.ts';
import { cellText, type Cell, type Table } from '../../output/table.ts';
import { wrap } from '../../output/wrap.ts';
import { versionText, type AppVersions, type VersionMatrix } from './version-matrix.ts';
import { outlier } from './version-table.ts';

/** Clusters that run one version of an app. */
interface Group {
  app: string;
  /** Version with the marks of the table. */
  version: Cell;
  clusters: readonly string[];
  /**
   * True for an exception. All clusters of an exception are named; of other groups as many as fit.
   */
  isWhole: boolean;
}

/**
 * Returns the matrix for more clusters than the screen has columns: a row for each version of an
 * app with its clusters, and a last row for the clusters that did not answer. `-` marks the
 * clusters without an app that most of them have.
 * @param names displayed names of the clusters, in their order
 * @param width width of the screen
 */
export function versionGroups({ clusters, apps }: VersionMatrix, names: readonly string[], width: number): Table {
  const shown = new Map(clusters.map(({ name }, index) => [name, names[index] ?? name]));
  const answered = clusters.filter(({ status }) => status === 'answered').map(({ name }) => name);
  const silent = clusters.filter(({ status }) => status !== 'answered').map(({ name }) => name);
  const unknown: Group = { app: '?', version: { text: '?', colour: 'red' }, clusters: silent, isWhole: true };
  const groups = [...apps.flatMap(app => groupsOf(app, answered)), ...(silent.length > 0 ? [unknown] : [])];
  const heads: Cell[][] = [['APP', 'VERSION', 'IN'], ...groups.map(headOf)];
  const taken = [0, 1, 2].map(column =>
    heads.reduce((most, head) => Math.max(most, cellWidth(cellText(head[column] ?? ''))), 0),
  );
  const room = Math.max(narrowest, width - taken.reduce((sum, one) => sum + one + gap, 0));
  return {
    columns: ['APP', 'VERSION', 'IN', 'CLUSTERS'],
    rows: groups.flatMap(group => {
      const named = group.clusters.map(name => shown.get(name) ?? name);
      const [first = '', ...rest] = group.isWhole ? wrap(named.join(', '), room) : [namesWithin(named, room)];
      return [[...headOf(group), first], ...rest.map(line => ['', '', '', line])];
    }),
    narrow: { cutFirst: ['APP', 'VERSION', 'CLUSTERS'] },
  };
}

/** Characters between two columns. */
const gap = 3;
/** Minimum width of the names of clusters, also on a narrower screen. */
const narrowest = 20;

const headOf = ({ app, version, clusters }: Group): Cell[] => [app, version, String(clusters.length)];

/** Sorts groups: the version of most clusters first, then by the number of clusters. */
function groupsOf({ app, versions, differs }: AppVersions, answered: readonly string[]): Group[] {
  const byVersion = grouped(Object.entries(versions), ([, running]) => versionText(running));
  const differing = new Set(differs);
  const groups = [...byVersion].map(([text, running]): Group => {
    const clusters = running.map(([cluster]) => cluster);
    const isWhole = clusters.some(cluster => differing.has(cluster));
    return { app, version: isWhole ? outlier(text) : text, clusters, isWhole };
  });
  groups.sort(
    (one, other) => Number(one.isWhole) - Number(other.isWhole) || other.clusters.length - one.clusters.length,
  );
  const without = answered.filter(cluster => versions[cluster] === undefined);
  const isException = without.length > 0 && without.length < Object.keys(versions).length;
  return isException ? [...groups, { app, version: '-', clusters: without, isWhole: true }] : groups;
}
