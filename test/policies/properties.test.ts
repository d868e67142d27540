import { readFileSync } from 'node:fs';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import fc from 'fast-check';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { readSamples } from './sample.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const samples = readSamples();
const [anySample] = samples;
if (anySample === undefined) throw new Error('there are no samples');
const sampleInput = fc.constantFrom(...samples.map(({ input }) => input));
const key = fc.stringMatching(/^noise\.example\.com\/[a-z]{1,8}$/);
const labels = fc.dictionary(key, fc.string({ maxLength: 20 }), { maxKeys: 5 });

test('any JSON object gets a decision or an EngineError', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  const shaped = fc.record({
    apiVersion: fc.constantFrom('v1', 'apps/v1', 'policy.karmada.io/v1alpha1', 'work.karmada.io/v1alpha1', 'x'),
    kind: fc.constantFrom('Pod', 'Deployment', 'StatefulSet', 'PropagationPolicy', 'Work', 'Namespace', 'y'),
    metadata: fc.jsonValue(),
    spec: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.oneof(object, shaped), fc.oneof(object, shaped, fc.constant(null)), (changed, before) => {
      const operation = before === null ? 'CREATE' : 'UPDATE';
      try {
        const { allowed, findings } = engine.decide({
          ...anySample.input,
          operation,
          object: changed,
          oldObject: before,
        });
        expect(allowed).toBe(findings.every(({ action }) => action !== 'deny'));
      } catch (error) {
        expect(error).toBeInstanceOf(EngineError);
      }
    }),
    { numRuns: 2000 },
  );
});

test('the order of keys, unknown fields and noise in the metadata change no verdict', () => {
  const noise = fc.record({
    labels,
    annotations: labels,
    resourceVersion: fc.string(),
    generation: fc.nat(),
    uid: fc.uuid(),
  });
  fc.assert(
    fc.property(sampleInput, noise, fc.jsonValue(), (input, metadata, extra) => {
      const noisy = {
        ...input,
        object: withNoise(input.object, metadata, extra),
        oldObject: withNoise(input.oldObject, metadata, extra),
      };
      expect(engine.decide(noisy)).toEqual(engine.decide(input));
    }),
    { numRuns: 1000 },
  );
});

test('a federation’s mark more never turns a denial into an allow', () => {
  const marks = federationMarks();
  expect(marks.length).toBeGreaterThan(10);
  const denied = samples.filter(({ verdict }) => verdict === 'deny').map(({ input }) => input);
  fc.assert(
    fc.property(fc.constantFrom(...denied), fc.constantFrom(...marks), (input, metadata) => {
      expect(engine.decide({ ...input, object: withMetadata(input.object, metadata) }).allowed).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('below a ceiling nothing is denied, and no finding is graver than without it', () => {
  const ranks = { deny: 0, warn: 1, audit: 2, off: 3 };
  const ceilings = fc.constantFrom('warn' as const, 'audit' as const, 'off' as const);
  const actions = fc.constantFrom('deny' as const, 'warn' as const, 'audit' as const, 'off' as const);
  const settings = fc.dictionary(fc.constantFrom(...engine.rules()), actions);
  fc.assert(
    fc.property(sampleInput, ceilings, settings, (input, ceiling, rules) => {
      const without = engine.decide({ ...input, settings: { rules } });
      const below = engine.decide({ ...input, settings: { rules: { ...rules, '*': ceiling } } });
      expect(below.allowed).toBe(true);
      const lowered = without.findings
        .map(({ rule, path, action }) => ({ rule, path, rank: Math.max(ranks[action], ranks[ceiling]) }))
        .filter(({ rank }) => rank < ranks.off);
      const found = below.findings.map(({ rule, path, action }) => ({ rule, path, rank: ranks[action] }));
      expect(inOrder(found)).toEqual(inOrder(lowered));
      const denied = without.findings.filter(({ action }) => action === 'deny').length;
      const wouldDeny = below.findings.filter(finding => finding.wouldDeny === true).length;
      expect(wouldDeny).toBe(ceiling === 'off' ? 0 : denied);
    }),
    { numRuns: 1000 },
  );
});

const inOrder = (all: readonly object[]) => all.map(one => JSON.stringify(one)).sort();

type Metadata = Readonly<Record<string, unknown>>;

function withNoise(object: KubernetesObject | null, metadata: Metadata, extra: unknown): ReviewInput['object'] {
  if (object === null) return null;
  return reversed({ ...withMetadata(object, metadata), unknownToAll: extra });
}

/**
 * The same keys and values, the last key first, down to the leaves; the order in lists has a
 * meaning and stays.
 */
function reversed(value: KubernetesObject): KubernetesObject {
  const turn = (inner: unknown): unknown => (isRecord(inner) ? reversed(inner) : inner);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, turn(inner)]),
  );
}

/** The object's own values do not change. */
function withMetadata(object: KubernetesObject | null, added: Metadata): KubernetesObject {
  const metadata = isRecord(object?.['metadata']) ? object['metadata'] : {};
  const merged = { ...added, ...metadata };
  for (const part of ['labels', 'annotations']) {
    merged[part] = {
      ...(isRecord(added[part]) ? added[part] : {}),
      ...(isRecord(metadata[part]) ? metadata[part] : {}),
    };
  }
  return { ...object, metadata: merged };
}

/** Metadata that bears one mark, for each by which a federation knows its own. */
function federationMarks(): Metadata[] {
  const Mark = Type.Object({
    label: Type.Optional(Type.String()),
    annotation: Type.Optional(Type.String()),
    owner: Type.Optional(Type.Object({ group: Type.String(), kind: Type.String() })),
    value: Type.Optional(Type.String()),
  });
  const Marks = Type.Record(Type.String(), Type.Array(Mark));
  const System = Type.Object({ category: Type.String(), marks: Type.Optional(Marks) });
  const Catalogue = Type.Object({ systems: Type.Record(Type.String(), System) });
  const Data = Type.Object({ fleet: Type.Object({ catalogue: Catalogue }) });
  const isData = validatorOf(Data);
  const data: unknown = JSON.parse(readFileSync(new URL('../../dist/data.json', import.meta.url), 'utf8'));
  if (!isData(data)) throw new Error('dist/data.json holds no systems');
  const federations = Object.values(data.fleet.catalogue.systems).filter(({ category }) => category === 'federation');
  return federations
    .flatMap(({ marks = {} }) => [...(marks['member'] ?? []), ...(marks['template'] ?? [])])
    .map(({ label, annotation, owner, value = 'x' }) => {
      if (label !== undefined) return { labels: { [label]: value } };
      if (annotation !== undefined) return { annotations: { [annotation]: value } };
      const reference = { apiVersion: `${owner?.group ?? ''}/v1`, kind: owner?.kind ?? '', name: 'x', uid: 'x' };
      return { ownerReferences: [reference] };
    });
}
