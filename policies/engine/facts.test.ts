import { expect, test } from 'vitest';
import { factsInSteps, inOneGo } from './facts.ts';
import type { ClusterObjects } from './model.ts';

const node = (index: number) => ({ metadata: { name: `node-${index}` } });
const read = (name: string, provider: string) => ({ name, labels: {}, taints: [], ready: true, provider });

test('nodes are read some at a time, and the rest with what stands behind them', () => {
  const asked: ClusterObjects[] = [];
  const steps = factsInSteps({ version: 'v1.37.2', nodes: Array.from({ length: 501 }, (_, i) => node(i)) }, objects => {
    asked.push(objects);
    const { nodes } = objects;
    if (nodes === undefined) return { version: 'v1.37.2' };
    return { nodes: nodes.map((_, i) => read(`${nodes.length}/${i}`, { 1: 'liqo', 2: 'vn2' }[i] ?? '')) };
  });
  const facts = inOneGo(steps);
  expect(asked.map(({ nodes }) => nodes?.length)).toEqual([250, 250, 1, undefined]);
  expect(asked[3]).toEqual({ version: 'v1.37.2', providers: ['liqo', 'vn2'] });
  expect(facts.version).toBe('v1.37.2');
  expect(facts.nodes).toHaveLength(501);
  expect(facts.nodes?.[250]?.name).toBe('250/0');
  expect(facts.nodes?.[500]?.name).toBe('1/0');
});

test('nodes of which some could not be read are not known at all', () => {
  const steps = factsInSteps({ nodes: [node(0)], incomplete: ['nodes'] }, objects => {
    expect(objects).toEqual({ incomplete: ['nodes'] });
    return {};
  });
  expect(inOneGo(steps)).toEqual({});
});

test('that there are no nodes is known', () => {
  expect(inOneGo(factsInSteps({ nodes: [] }, () => ({})))).toEqual({ nodes: [] });
});
