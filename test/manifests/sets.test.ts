import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintReport } from '../../plugins/fleet/commands/lint/report.ts';
import type { ClusterFacts } from '../../policies/facts/cluster-facts.ts';
import type { ListName } from '../../policies/facts/cluster-objects.ts';
import { reviewOfCreate } from '../../policies/review/review-of-create.ts';
import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { fieldPicker } from '../../policies/facts/reads.ts';
import { readSamples } from '../policies/sample.ts';

/**
 * A set of manifests is judged as the webhook judges each of them in a cluster that holds the whole
 * set.
 */

const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const now = '2026-11-30T00:00:00.000Z';
const settings = {};

/**
 * Empty but for what no set brings along: machines, registered clusters, and the namespace by which
 * a cluster says who it is.
 */
const before = {
  version: 'v1.37.2',
  apiGroups: [],
  nodes: [{ metadata: { name: 'burst', labels: { type: 'virtual-kubelet' } }, spec: {}, status: {} }],
  namespaces: [],
  claims: [],
  workloads: [],
  disruptionBudgets: [],
  clusters: [],
};
const broughtAlong = ['claims', 'workloads', 'disruptionBudgets'] as const satisfies ListName[];

/**
 * Objects of all rules' samples, in few namespaces and with few names, so that they speak of each
 * other.
 */
const pool = readSamples()
  .filter(({ input }) => input.operation === 'CREATE' && input.subResource === '')
  .flatMap(({ input }) => (input.object === null ? [] : [input.object]));
const namespace = fc.constantFrom('prod', 'shop', undefined);
const object = fc.record({ base: fc.constantFrom(...pool), namespace, seed: fc.nat(2) }).map(inNamespace);

/**
 * A cluster holds one object of a name, and a set may hold several: those of several environments.
 */
const set = fc.uniqueArray(object, { minLength: 4, maxLength: 10, selector: identity });

test('for any set, lint finds what a webhook finds whose cluster holds the set', () => {
  fc.assert(
    fc.property(set, objects => {
      expect(foundByLint(objects)).toEqual(foundByWebhook(objects));
    }),
    { numRuns: 120 },
  );
});

function foundByLint(objects: readonly KubernetesObject[]): string[] {
  const manifests = objects.map((object, index) => ({ object, source: { file: 'set.yaml', line: index } }));
  const cluster = engine.readFacts(before);
  const read = { manifests, problems: [], files: 1, folders: 0, skipped: [] };
  const { findings, errors } = lintReport(read, engine, { now: new Date(now), cluster, settings });
  expect(errors).toBeUndefined();
  return findings.map(({ source, ...finding }) => line(source.line, finding)).sort();
}

function foundByWebhook(objects: readonly KubernetesObject[]): string[] {
  const stored = objects.map(asStored);
  const cluster = factsOfClusterWith(stored);
  const found = stored.flatMap((object, index) => {
    // A namespace that is not in the set is shown to neither.
    const namespaceObject = stored.find(other => isNamespaceOf(other, object)) ?? null;
    const { findings } = engine.decide(
      reviewOfCreate(object, { namespaceObject, exemptions: [], cluster, settings, now }),
    );
    return findings.filter(({ message }) => !isAboutGap(message, objects[index])).map(finding => line(index, finding));
  });
  return found.sort();
}

/**
 * The lists as the webhook reads them. An API server stores no workload without a spec. The webhook
 * lists no placements, for a federation marks what they select; none runs here, so they are given
 * in the place of its marks.
 */
function factsOfClusterWith(objects: readonly KubernetesObject[]): ClusterFacts {
  const lists = broughtAlong.map(name => {
    const reads = engine.reads().filter(({ into, by }) => into === name && by.includes('webhook'));
    const listed = reads.flatMap(read =>
      objects
        .filter(({ kind, spec, apiVersion }) => {
          const group = String(apiVersion).includes('/') ? String(apiVersion).split('/')[0] : '';
          return kind === read.kind && group === read.group && isRecord(spec);
        })
        .map(fieldPicker(read)),
    );
    return [name, listed] as const;
  });
  return engine.readFacts({ ...before, ...Object.fromEntries(lists), placements: [...objects] });
}

/** Lint knows nothing of the other objects in a namespace that the manifest does not name. */
function isAboutGap(message: string, object: KubernetesObject = {}): boolean {
  return metadataText(object, 'namespace') === '' && message.includes('without a PodDisruptionBudget in namespace');
}

/**
 * The namespace is in the words of a finding, and a manifest may leave it out, so the words are not
 * compared.
 */
function line(
  index: number | undefined,
  { rule, action, path }: { rule: string; action: string; path: string },
): string {
  return [index, rule, action, path].join(' ');
}

/** kubectl sends a manifest without a namespace to that of its context. */
function asStored(object: KubernetesObject): KubernetesObject {
  if (metadataText(object, 'namespace') !== '' || !engine.sources(object).isNamespaced) return object;
  return { ...object, metadata: { ...metadataOf(object), namespace: 'default' } };
}

function isNamespaceOf(other: KubernetesObject, object: KubernetesObject): boolean {
  const isNamespace = other['apiVersion'] === 'v1' && other['kind'] === 'Namespace';
  return isNamespace && metadataText(other, 'name') === metadataText(object, 'namespace');
}

function inNamespace({
  base,
  namespace,
  seed,
}: {
  base: KubernetesObject;
  namespace: string | undefined;
  seed: number;
}) {
  const { namespace: _, ...metadata } = metadataOf(base);
  const isKept = !engine.sources(base).isNamespaced || seed === 0;
  if (isKept) return base;
  return { ...base, metadata: { ...metadata, ...(namespace !== undefined && { namespace }) } };
}

const metadataOf = (object: KubernetesObject) => (isRecord(object['metadata']) ? object['metadata'] : {});

function identity(object: KubernetesObject): string {
  const { kind, apiVersion } = object;
  return [String(apiVersion), String(kind), metadataText(object, 'namespace'), metadataText(object, 'name')].join(' ');
}
