import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { readSamples } from './sample.ts';

/**
 * A lookup that finds two values for one key ends the whole evaluation, so no list may have entries
 * that make it one.
 */

const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const samples = readSamples();
const inputs = samples.map(({ input }) => input);

/**
 * The entry of a list that is added a second time, and the text in it that differs there; null for
 * none.
 */
const double = fc.record({ list: fc.nat(), entry: fc.nat(), text: fc.option(fc.nat()) });
const doubles = fc.array(double, { minLength: 1, maxLength: 8 });

test('double entries in the lists of facts, objects, owners and exemptions fail no rule', () => {
  fc.assert(
    fc.property(fc.constantFrom(...inputs), doubles, (input, all) => {
      const doubled = structuredClone(input);
      for (const { list, entry, text } of all) {
        const lists = listsIn(doubled).filter(({ length }) => length > 0);
        const chosen = lists[list % lists.length];
        if (chosen === undefined) return;
        const copy: unknown = structuredClone(chosen[entry % chosen.length]);
        chosen.push(text === null ? copy : withOtherText(copy, text));
      }
      expect(engine.decide(doubled).failures).toBeUndefined();
      engine.mutate(doubled);
    }),
    { numRuns: 300 },
  );
});

const named = (apiVersion: string, kind: string, name: string, rest: object): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'prod' },
  ...rest,
});
const template = (labels: object) => ({ spec: { template: { metadata: { labels }, spec: {} } } });
const kubeSystem = (cluster: string) => ({
  metadata: {
    name: 'kube-system',
    annotations: { 'kubectl-fleet.io/cluster': cluster, 'kubectl-fleet.io/owner': 'a' },
  },
});
const pairs = {
  nodes: ['a', 'b'].map(zone => ({ metadata: { name: 'node', labels: { zone } }, spec: {}, status: {} })),
  namespaces: [kubeSystem('eu-1'), kubeSystem('us-1')],
  claims: ['ReadWriteOnce', 'ReadWriteMany'].map(mode =>
    named('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: [mode] } }),
  ),
  workloads: ['a', 'b'].map(app => named('apps/v1', 'StatefulSet', 'db', template({ app }))),
  disruptionBudgets: ['a', 'b'].map(app =>
    named('policy/v1', 'PodDisruptionBudget', 'db', { spec: { selector: { matchLabels: { app } } } }),
  ),
  clusters: ['eu-1', 'us-1'].map(name =>
    named('v1', 'Secret', 'cluster', { data: { name: btoa(name), server: btoa('https://example.com') } }),
  ),
};

test('two objects of one name in each list of a cluster fail no rule', () => {
  const cluster = engine.readFacts({ version: 'v1.37.2', apiGroups: [], ...pairs });
  for (const input of inputs) expect(engine.decide({ ...input, cluster }).failures).toBeUndefined();
});

test('exemptions of one name have one state', () => {
  const exemption = (ticket: string) => ({
    metadata: { name: 'web' },
    spec: { rules: ['api-served'], objects: { names: ['web'] }, owner: 'a', ticket, expiresAt: '2026-12-31' },
  });
  const about = { exemptions: [exemption('A-1'), exemption('A-2')], settings: {}, now: '2026-11-30T00:00:00Z' };
  expect(Object.keys(engine.exemptionStates(about))).toEqual(['web']);
});

/** All lists in a value, at any depth. */
function listsIn(value: unknown): unknown[][] {
  if (Array.isArray(value)) return [value, ...value.flatMap(listsIn)];
  return isRecord(value) ? Object.values(value).flatMap(listsIn) : [];
}

/** The value with another text in the place of one of its own; types and key names stay. */
function withOtherText(value: unknown, index: number): unknown {
  if (typeof value === 'string') return `${value}-other`;
  if (Array.isArray(value)) {
    const entries: unknown[] = value;
    const changed = [...entries];
    if (entries.length > 0) changed[index % entries.length] = withOtherText(entries[index % entries.length], index);
    return changed;
  }
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  const key = keys[index % keys.length];
  return key === undefined ? value : { ...value, [key]: withOtherText(value[key], index) };
}
