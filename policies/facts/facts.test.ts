import { expect, test } from 'vitest';
import { factsInSteps, runToEnd, type FactReaders } from './facts.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import type { ClusterObjects, WorkloadFacts } from './cluster-objects.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';

const named = (name: string, namespace = '') => ({ metadata: { name, namespace } });
const many = (length: number) => Array.from({ length }, (_, index) => named(`${index}`));
const read = (name: string, provider: string) => ({ name, labels: {}, taints: [], ready: true, provider });
const workload = (name: unknown) => ({
  type: 'apps/Deployment',
  namespace: 'shop',
  name: String(name),
  labels: {},
  provider: '',
  placedBy: '',
  holds: '',
});
const nameOf = (metadata: unknown): unknown => (isRecord(metadata) ? metadata['name'] : undefined);
const isLost = (metadata: unknown): boolean => nameOf(metadata) === 'lost';
const nothing: FactReaders = { facts: () => ({}), workloads: () => ({ facts: [], telling: [], sharedNamespaces: [] }) };
const factsOf = (objects: ClusterObjects, readers: Partial<FactReaders> = {}): ClusterFacts =>
  runToEnd(factsInSteps(objects, { ...nothing, ...readers }));

test('nodes are read some at a time, and the rest with what stands behind them', () => {
  const asked: ClusterObjects[] = [];
  const facts = factsOf(
    { version: 'v1.37.2', nodes: many(501) },
    {
      facts: objects => {
        asked.push(objects);
        const { nodes } = objects;
        if (nodes === undefined) return { version: 'v1.37.2' };
        return { nodes: nodes.map((_, i) => read(`${nodes.length}/${i}`, { 1: 'liqo', 2: 'vn2' }[i] ?? '')) };
      },
    },
  );
  expect(asked.map(({ nodes }) => nodes?.length)).toEqual([250, 250, 1, undefined]);
  expect(asked[3]).toEqual({ version: 'v1.37.2', providers: ['liqo', 'vn2'] });
  expect(facts.version).toBe('v1.37.2');
  expect(facts.nodes).toHaveLength(501);
  expect(facts.nodes?.[250]?.name).toBe('250/0');
  expect(facts.nodes?.[500]?.name).toBe('1/0');
});

test('workloads are read some at a time with the claims of their namespaces, and the rest with those that are telling', () => {
  const workloads = [...many(50), named('cart', 'shop'), named('db', 'data')];
  const claims = [named('carts', 'shop'), named('files', 'other')];
  const asked: Pick<ClusterObjects, 'claims' | 'workloads'>[] = [];
  const rest: ClusterObjects[] = [];
  const facts = factsOf(
    { workloads, claims },
    {
      facts: objects => {
        rest.push(objects);
        return objects.claims === undefined ? { gitops: ['flux'], workloads: [workload('telling')] } : { claims: [] };
      },
      workloads: some => {
        asked.push(some);
        const objects = some.workloads ?? [];
        return { facts: objects.map((_, index) => workload(index)), telling: objects.slice(-1), sharedNamespaces: [] };
      },
    },
  );
  expect(asked).toEqual([
    { workloads: workloads.slice(0, 50), claims: [] },
    { workloads: workloads.slice(50), claims: claims.slice(0, 1) },
  ]);
  expect(rest).toEqual([{ claims }, { workloads: [workloads[49], workloads[51]] }]);
  expect(facts).toEqual({
    gitops: ['flux'],
    claims: [],
    workloads: [...workloads.slice(0, 50).keys(), 0, 1].map(workload),
  });
});

test('all workloads of a shared namespace are read, once more and some at a time', () => {
  const workloads = [named('lost', 'lab'), ...many(50), named('plain', 'lab')];
  const asked: Parameters<FactReaders['workloads']>[0][] = [];
  const facts = factsOf(
    { workloads, claims: [named('notes', 'lab')] },
    {
      workloads: some => {
        asked.push(some);
        const objects = (some.workloads ?? []).filter(({ metadata }) => some.everyWorkload ?? isLost(metadata));
        const read = objects.map(({ metadata }) => ({ ...workload(nameOf(metadata)), namespace: 'lab' }));
        return { facts: read, telling: [], sharedNamespaces: read.map(({ namespace }) => namespace) };
      },
    },
  );
  expect(asked.slice(2)).toEqual([
    { workloads: [workloads[0], workloads[51]], claims: [named('notes', 'lab')], everyWorkload: true },
  ]);
  expect(facts.workloads?.map(({ name }) => name)).toEqual(['lost', 'plain']);
});

test('workloads of which some were not read as a whole are not known, and tell nevertheless', () => {
  const workloads = many(51);
  const rest: ClusterObjects[] = [];
  const facts = (objects: ClusterObjects): ClusterFacts => {
    rest.push(objects);
    return { workloads: [] };
  };
  const tell = ({ workloads: some = [] }: ClusterObjects): Pick<WorkloadFacts, 'telling' | 'sharedNamespaces'> => ({
    telling: some.slice(0, 1),
    sharedNamespaces: [],
  });
  const bare = {
    ...nothing,
    facts,
    workloads: (some: ClusterObjects) => ({ ...tell(some), ...(some.workloads?.length === 1 ? {} : { facts: [] }) }),
  };
  expect(factsOf({ workloads }, bare)).toEqual({});
  expect(
    factsOf({ workloads, incomplete: ['workloads'] }, { facts, workloads: some => ({ facts: [], ...tell(some) }) }),
  ).toEqual({});
  expect(rest).toEqual([
    { workloads: [workloads[0], workloads[50]] },
    { workloads: [workloads[0], workloads[50]], incomplete: ['workloads'] },
  ]);
});

test('nodes and claims of which some could not be read are not known at all', () => {
  const incomplete: ClusterObjects['incomplete'] = ['nodes', 'claims'];
  const rest: ClusterObjects[] = [];
  const facts = (objects: ClusterObjects): ClusterFacts => {
    rest.push(objects);
    return {};
  };
  expect(factsOf({ nodes: many(1), claims: many(1), incomplete }, { facts })).toEqual({});
  expect(rest).toEqual([{ incomplete }]);
});

test('that there are none is known', () => {
  expect(factsOf({ nodes: [], claims: [], workloads: [] })).toEqual({ nodes: [], claims: [], workloads: [] });
});

test('placements are read some at a time, and each object that they select is told once to those who read workloads', () => {
  const one = (name: string) => ({ type: 'apps/Deployment', namespace: 'shop', name, system: 'karmada' });
  const asked: Parameters<FactReaders['workloads']>[0][] = [];
  const facts = factsOf(
    { placements: many(101), workloads: many(1) },
    {
      workloads: some => {
        asked.push(some);
        const selected = some.placements && [one('web'), one(String(some.placements.length))];
        return { facts: [], telling: [], sharedNamespaces: [], ...(selected && { selected }) };
      },
    },
  );
  const selected = [one('web'), one('50'), one('1')];
  expect(asked.map(({ placements }) => placements?.length)).toEqual([50, 50, 1, undefined]);
  expect(asked[3]).toEqual({ workloads: many(1), claims: [], selected });
  expect(facts.selected).toEqual(selected);
});
