import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClusterFacts, Workload } from '../../policies/facts/cluster-facts.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { decisionResponse, mutationResponse } from '../../webhooks/admission/response.ts';
import { readSamples, type RuleSample } from './sample.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const samples = readSamples();
/** Part of every name in the facts, and of nothing that a request says. */
const secret = fc.stringMatching(/^x[0-9a-f]{12}$/);
const runs = { numRuns: 3, endOnFailure: true };

/** All answers to a review, with their findings, as one text. */
function answers(input: ReviewInput): string {
  const decision = engine.decide(input);
  const mutation = engine.mutate(input);
  const responses = [decisionResponse(decision, 'digest'), mutationResponse(input.object, mutation).response];
  return JSON.stringify([decision.findings, mutation.findings, responses]);
}

/** Every text in a value, which may be the name of a namespace or the address of a cluster. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? [...new Set(Object.values(value).flatMap(textsIn))] : [];
}

/**
 * Facts of which every rule has something to say, in all namespaces of which some sample speaks; a
 * name ends with its namespace.
 */
function factsWith(named: string): ClusterFacts {
  const texts = [
    ...new Set(samples.flatMap(({ input }) => textsIn([input.object, input.namespaceObject, input.namespace]))),
  ];
  const namespaces = texts.filter(text => /^[a-z][a-z0-9-]{0,20}$/.test(text));
  const workload = (namespace: string, type: string): Workload => ({
    ...{ type, namespace, name: `${named}-in-${namespace}.` },
    ...{ labels: {}, provider: 'azure_aci', placedBy: 'karmada', holds: 'state of its own' },
  });
  return {
    workloads: namespaces.flatMap(namespace =>
      ['apps/Deployment', 'apps/StatefulSet', '/Pod'].map(type => workload(namespace, type)),
    ),
    claims: namespaces.map(namespace => ({
      namespace,
      name: `${named}-in-${namespace}.`,
      accessModes: ['ReadWriteOnce'],
    })),
    nodes: ['eks_fargate', 'liqo'].map(provider => ({
      ...{ name: `${named}-${provider}`, labels: {}, taints: [], ready: true, provider },
    })),
    disruptionBudgets: namespaces.map(namespace => ({ namespace, name: `${named}-in-${namespace}.`, selector: {} })),
    clusters: texts
      .filter(text => text.startsWith('https://'))
      .concat(`https://${named}.example.com`)
      .map((server, index) => ({ name: `${named}-${index}`, server })),
  };
}

/**
 * The samples in whose answers a name stands which lies elsewhere than in `own`, for a request as
 * `change` makes it.
 */
function told(
  named: string,
  own: (input: ReviewInput) => string | undefined,
  change: Partial<ReviewInput> = {},
): RuleSample[] {
  const cluster = factsWith(named);
  return samples.filter(({ input }) => {
    const owners = Object.fromEntries(
      Object.entries(input.settings.owners ?? {}).map(([owner, speakers]) => [
        owner,
        { ...speakers, serviceAccounts: [`${named}:deployer`] },
      ]),
    );
    const text = answers({ ...input, ...change, cluster, settings: { ...input.settings, owners } });
    return text.replaceAll(`${named}-in-${own(input) ?? ''}.`, '').includes(named);
  });
}

test('no answer names an object outside of the namespace of the request', () => {
  fc.assert(
    fc.property(secret, named => {
      expect(told(named, ({ namespace }) => namespace).map(({ file }) => file)).toEqual([]);
    }),
    runs,
  );
});

test('a review whose object lies elsewhere than it says itself is told no name either', () => {
  fc.assert(
    fc.property(secret, fc.constantFrom('', 'elsewhere'), (named, namespace) => {
      expect(told(named, () => undefined, { namespace }).map(({ file }) => file)).toEqual([]);
    }),
    runs,
  );
});

test('what lies in the namespace of the request is named', () => {
  fc.assert(
    fc.property(secret, named => {
      const rules = new Set(told(named, () => undefined).map(({ rule }) => rule));
      expect([...rules]).toEqual(
        expect.arrayContaining(['network-policy-on-virtual-node', 'no-federated-stateful', 'no-mixed-placement']),
      );
    }),
    runs,
  );
});
