import type { PageTable } from '../../plugins/fleet/pages/page.ts';
import type { System } from '../catalogue/system.ts';
import { code } from '../markdown/table.ts';

/**
 * By what a system is recognised, a table for each sort of evidence; without rows where the system
 * has none of it.
 */

type Kinds = NonNullable<System['kinds']>[number];
type Mark = NonNullable<NonNullable<System['marks']>['member']>[number];
type Identity = NonNullable<System['identities']>[number];
type Evidence = NonNullable<System['roles']>[number]['all'][number];
interface Keyed {
  key: string;
  value?: string;
  source: string;
}
interface Named {
  name: string;
  source: string;
}

export function kindsTable({ kinds = [] }: System): PageTable {
  const rows = kinds.map(entry => [
    code(entry.group),
    namesOf(entry),
    entry.versions.join(', '),
    'scope' in entry ? entry.scope.toLowerCase() : '',
    entry.source,
  ]);
  return { heads: ['group', 'kinds', 'versions', 'scope', 'source'], rows: rows };
}

function namesOf(entry: Kinds): string {
  return 'kinds' in entry ? entry.kinds.join(', ') : `${entry.kind_prefix} and the name of any kind`;
}

const meanings = {
  member: 'was placed here',
  template: 'is to be placed elsewhere',
  manager: 'is kept by it',
};
const sortsOfMark = ['member', 'template', 'manager'] as const;

export function marksTable({ marks = {} }: System): PageTable {
  const rows = sortsOfMark.flatMap(sort =>
    (marks[sort] ?? []).map(mark => [markOf(mark), meanings[sort], mark.source]),
  );
  return { heads: ['object with', 'means that it', 'source'], rows: rows };
}

function markOf(mark: Mark): string {
  if ('label' in mark) return `label ${pair(mark.label, mark.value)}`;
  if ('owner' in mark) return `owner reference to ${code(mark.owner.kind)} of ${code(mark.owner.group)}`;
  const beside = mark.beside === undefined ? '' : ` beside ${code(mark.beside)}`;
  const itself = mark.self_reference === undefined ? '' : ' whose value names the object itself';
  return `annotation ${pair(mark.annotation, mark.value)}${beside}${itself}`;
}

/** Users that one source names, and that count in one group, stand together. */
export function writersTable({ identities = [], field_managers: managers = [] }: System): PageTable {
  const users = [...Map.groupBy(identities, ({ source, group = '' }) => JSON.stringify([source, group])).values()];
  const rows = [
    ...users.map(named => [`${named.map(userOf).join('<br>')}${inGroup(named[0]?.group)}`, named[0]?.source ?? '']),
    ...managers.map(manager => [`field manager ${startOf(manager)}`, manager.source]),
  ];
  return { heads: ['request of', 'source'], rows: rows };
}

function userOf(identity: Identity): string {
  const user = 'user' in identity ? code(identity.user) : `${code(identity.prefix)}…`;
  return identity.creates === undefined ? user : `${user}, creates ${identity.creates.map(kindOf).join(', ')}`;
}

/** Pod, or ReplicaSet.apps. */
function kindOf(type: string): string {
  const [group = '', kind = ''] = type.split('/');
  return group === '' ? kind : `${kind}.${group}`;
}

function inGroup(group: string | undefined): string {
  return group === undefined ? '' : `<br>only in the group ${code(group)}`;
}

function startOf(manager: { name: string } | { prefix: string }): string {
  return 'name' in manager ? code(manager.name) : `${code(manager.prefix)}…`;
}

export function nodesTable({ nodes = {} }: System): PageTable {
  return { heads: ['node with', 'source'], rows: [...keyed('label', nodes.labels), ...keyed('taint', nodes.taints)] };
}

export function intentsTable({ intents = {} }: System): PageTable {
  const rows = [
    ...keyed('pod with a toleration for', intents.tolerations),
    ...keyed('pod that requires nodes with', intents.node_labels),
    ...keyed('pod with label', intents.pod_labels),
    ...keyed('pod with annotation', intents.pod_annotations),
    ...named('pod for the scheduler', intents.scheduler_names),
    ...named('pod with the runtime class', intents.runtime_classes),
    ...keyed('namespace with label', intents.namespace_labels),
    ...(intents.kinds ?? []).map(({ group, kind, source }) => [`${code(kind)} of ${code(group)}`, source]),
  ];
  return { heads: ['what asks for its nodes', 'source'], rows: rows };
}

function keyed(what: string, list: readonly Keyed[] = []): string[][] {
  return list.map(({ key, value, source }) => [`${what} ${pair(key, value)}`, source]);
}

function named(what: string, list: readonly Named[] = []): string[][] {
  return list.map(({ name, source }) => [`${what} ${code(name)}`, source]);
}

export function rolesTable({ roles = [] }: System): PageTable {
  const rows = roles.map(({ title, all, none = [], source }) => {
    const absent = none.map(evidence => `, no ${seen(evidence)}`).join('');
    return [title, `${all.map(seen).join(', ')}${absent}`, source];
  });
  return { heads: ['a cluster is a', 'where there is', 'source'], rows: rows };
}

function seen(evidence: Evidence): string {
  if ('api_group' in evidence) return `API group ${code(evidence.api_group)}`;
  if ('mark' in evidence) return `object that ${meanings[evidence.mark]}`;
  const labels = Object.entries(evidence.labels ?? {}).map(([key, value]) => ` with ${pair(key, value)}`);
  if (!('workload' in evidence)) return `namespace ${code(evidence.namespace)}${labels.join('')}`;
  const place = evidence.namespace === undefined ? '' : ` in ${code(evidence.namespace)}`;
  return `workload ${code(evidence.workload)}${place}${labels.join('')}`;
}

function pair(key: string, value: string | undefined): string {
  return code(value === undefined ? key : `${key}=${value}`);
}

const aims = { take_out: 'take an object out of it', change: 'change an object' } as const;

/**
 * The steps of a person in the system for an object that it placed or keeps; the first line counts
 * whose mark the object bears.
 */
export function fixesTable({ fixes = {} }: System): PageTable {
  const rows = (['take_out', 'change'] as const).flatMap(aim =>
    (fixes[aim] ?? []).map(({ says, mark, source }) => [
      aims[aim],
      says.replace(/\{(\w+)\}/, (_, part: string) => part.toUpperCase()),
      mark === undefined ? '' : markOf({ ...mark, source }),
      source,
    ]),
  );
  return { heads: ['to', 'do this', 'object with', 'source'], rows };
}
