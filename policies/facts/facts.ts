import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import type { ClusterObjects, WorkloadFacts } from './cluster-objects.ts';
import { grouped } from '../../kubernetes/objects/grouped.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';

/**
 * Number of objects in one step. A step takes some milliseconds and little of the policy's memory,
 * which never shrinks. Its size must not grow with the cluster: the policy's memory is slower the
 * more of it is in use, and 20,000 workloads in one step take a minute.
 */
const atOnce = { nodes: 250, claims: 250, workloads: 50, placements: 50 };

/** Questions to the policy about some objects of a cluster. */
export interface FactReaders {
  facts: (objects: ClusterObjects) => ClusterFacts;
  workloads: (
    objects: Pick<ClusterObjects, 'workloads' | 'claims' | 'everyWorkload' | 'placements' | 'selected'>,
  ) => WorkloadFacts;
}

type Many = keyof typeof atOnce;
type Steps<Result> = Generator<undefined, Result>;

/**
 * Reads the facts of a cluster in steps, between which other work can run, and returns them. Only
 * nodes, claims, workloads and placements are numerous. Each is read without the others, except
 * that a workload needs its claims and the objects that placements select.
 */
export function* factsInSteps(
  { nodes, claims, workloads, placements, ...others }: ClusterObjects,
  ask: FactReaders,
): Steps<ClusterFacts> {
  const whole = <Value>(list: Exclude<Many, 'placements'>, value: Value): Value | undefined =>
    others.incomplete?.includes(list) === true ? undefined : value;
  const readNodes = yield* inParts('nodes', whole('nodes', nodes), some => ask.facts({ nodes: some }).nodes);
  const known = whole('claims', claims);
  const readClaims = yield* inParts('claims', known, some => ask.facts({ claims: some }).claims);
  const selected = yield* selectedInSteps(placements, ask.workloads);
  const { facts: readWorkloads, telling } = yield* workloadsInSteps(workloads, known ?? [], some =>
    ask.workloads({ ...some, ...(selected && { selected }) }),
  );
  const providers = new Set(readNodes?.map(({ provider }) => provider).filter(provider => provider !== ''));
  const { workloads: _, ...rest } = ask.facts({
    ...others,
    ...(readNodes && { providers: [...providers] }),
    ...(workloads && { workloads: telling }),
  });
  return {
    ...rest,
    ...(selected && { selected }),
    ...(readNodes && { nodes: readNodes }),
    ...(readClaims && { claims: readClaims }),
    ...(readWorkloads && whole('workloads', { workloads: readWorkloads })),
  };
}

/** Returns the objects that the placements select, each once; undefined without placements. */
function* selectedInSteps(
  placements: readonly KubernetesObject[] | undefined,
  ask: FactReaders['workloads'],
): Steps<WorkloadFacts['selected']> {
  const selected = yield* inParts('placements', placements, some => ask({ placements: some }).selected);
  return selected && [...new Map(selected.map(one => [JSON.stringify(one), one])).values()];
}

/**
 * Reads the facts of workloads in steps. The policy leaves out workloads without a provider, a
 * federation or data, except in shared namespaces, where they matter for each other. The shared
 * namespaces are known only after all workloads are read, so their workloads are read twice.
 */
function* workloadsInSteps(
  workloads: readonly KubernetesObject[] | undefined,
  claims: readonly KubernetesObject[],
  ask: FactReaders['workloads'],
): Steps<Pick<WorkloadFacts, 'facts' | 'telling'>> {
  const claimsFor = claimFinder(claims);
  const telling: KubernetesObject[] = [];
  const shared = new Set<string>();
  const facts = yield* inParts('workloads', workloads, some => {
    const read = ask({ workloads: some, claims: claimsFor(some) });
    telling.push(...read.telling);
    for (const namespace of read.sharedNamespaces) shared.add(namespace);
    return read.facts;
  });
  if (workloads === undefined || facts === undefined || shared.size === 0) return { ...(facts && { facts }), telling };
  const sharing = workloads.filter(workload => shared.has(namespaceOf(workload)));
  const all = yield* inParts('workloads', sharing, some => {
    return ask({ workloads: some, claims: claimsFor(some), everyWorkload: true }).facts;
  });
  const others = facts.filter(({ namespace }) => !shared.has(namespace));
  return { ...(all && { facts: [...others, ...all] }), telling };
}

/** Runs all steps without a pause and returns the result. */
export function runToEnd<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Returns the facts of a list; undefined without a list, or if a part of it has no facts. */
function* inParts<Fact>(
  list: Many,
  objects: readonly KubernetesObject[] | undefined,
  read: (some: KubernetesObject[]) => readonly Fact[] | undefined,
): Steps<Fact[] | undefined> {
  if (objects === undefined) return undefined;
  const facts: Fact[] = [];
  let isWhole = true;
  for (let start = 0; start < objects.length; start += atOnce[list]) {
    const some = read(objects.slice(start, start + atOnce[list]));
    isWhole &&= some !== undefined;
    facts.push(...(some ?? []));
    yield;
  }
  return isWhole ? facts : undefined;
}

/**
 * Returns a function that finds the claims in the namespaces of workloads. A workload can use no
 * claim of another namespace.
 */
function claimFinder(
  claims: readonly KubernetesObject[],
): (workloads: readonly KubernetesObject[]) => KubernetesObject[] {
  const byNamespace = grouped(claims, namespaceOf);
  return workloads => [...new Set(workloads.map(namespaceOf))].flatMap(name => byNamespace.get(name) ?? []);
}

function namespaceOf(object: KubernetesObject): string {
  return metadataText(object, 'namespace');
}
