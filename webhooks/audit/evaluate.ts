import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { reviewOfCreate } from '../../policies/review/review-of-create.ts';
import type { Decision } from '../../policies/review/decision.ts';
import type { Finding } from '../../policies/review/finding.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { controllerOf } from '../cluster/owners.ts';
import type { ReviewContext } from './dependencies.ts';
import type { Entry, StoredFinding } from './findings.ts';
import { typeOf } from './kinds.ts';
import type { Ledger } from './ledger.ts';

/** Rules and cluster state by which an object is evaluated. */
export interface Evaluation {
  decide: (input: ReviewInput) => Decision | Promise<Decision>;
  mutate: (input: ReviewInput) => Mutation;
  context: () => ReviewContext;
  /** Returns a Namespace; null if there is none with the name. */
  namespace: (name: string) => KubernetesObject | null;
}

export interface EvaluatorOptions {
  ledger: Ledger;
  evaluation: Evaluation;
  /** Types that are scanned, as group and kind. */
  types: ReadonlySet<string>;
  /** Types for which the chart registers /mutate. The webhook derives no annotations for others. */
  annotated: ReadonlySet<string>;
  excludedNamespaces: ReadonlySet<string>;
  /** Receives the findings that the object did not have before. */
  onNew: (entry: Entry, findings: readonly StoredFinding[]) => void;
}

/** Evaluates one object and puts the result into the ledger. */
export type EvaluateObject = (type: string, object: KubernetesObject) => Promise<void>;

/**
 * Returns a function that evaluates objects. It skips an object whose controller is of a scanned
 * type, because the controller has the same findings.
 */
export function objectEvaluator(options: EvaluatorOptions): EvaluateObject {
  const { ledger, evaluation, types, annotated, excludedNamespaces, onNew } = options;
  return async (type, object) => {
    const namespace = metadataText(object, 'namespace');
    const name = metadataText(object, 'name');
    if (excludedNamespaces.has(type === '/Namespace' ? name : namespace)) return;
    if (types.has(typeOfController(object) ?? '')) {
      ledger.delete(type, namespace, name);
      return;
    }
    const evaluated = await evaluate(object, evaluation);
    const entry = { ...evaluated, isUnowned: evaluated.isUnowned && annotated.has(type) };
    const before = ledger.put(type, entry);
    const known = new Set(before?.findings.map(keyOf));
    const added = entry.findings.filter(finding => !known.has(keyOf(finding)));
    if (added.length > 0) onNew(entry, added);
  };
}

function keyOf({ rule, path }: StoredFinding): string {
  return JSON.stringify([rule, path]);
}

/** Returns the type of an object's controller, e.g. apps/ReplicaSet; undefined without one. */
export function typeOfController(object: KubernetesObject): string | undefined {
  const controller = controllerOf(object);
  return controller && typeOf(controller);
}

/**
 * Evaluates an object as if it were created now. If the engine fails, the entry has one finding of
 * the action error.
 */
export async function evaluate(object: KubernetesObject, evaluation: Evaluation): Promise<Entry> {
  const namespace = metadataText(object, 'namespace');
  const namespaceObject = namespace === '' ? null : evaluation.namespace(namespace);
  const input = reviewOfCreate(object, { ...evaluation.context(), namespaceObject });
  const entry = {
    apiVersion: String(object['apiVersion']),
    kind: String(object['kind']),
    namespace,
    name: input.name,
    uid: metadataText(object, 'uid'),
  };
  try {
    const { findings, failures = [] } = await evaluation.decide(input);
    const exempted = findings.filter(isExempted).length;
    const failed = failures.map(({ rule, reason }) => errorFinding(rule, reason));
    const stored = [...findings.filter(finding => !isExempted(finding)).map(storedFinding), ...failed];
    const isUnowned = Object.keys(evaluation.mutate(input).annotations).length > 0;
    return { ...entry, findings: stored, exempted, isUnowned };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const message = `the rules could not be evaluated: ${error.code} ${error.message}`;
    return { ...entry, findings: [errorFinding('all', message)], exempted: 0, isUnowned: false };
  }
}

function isExempted({ exemption }: Finding): boolean {
  return exemption?.counts === true;
}

function storedFinding({ rule, action, path, message, fix, doc }: Finding): StoredFinding {
  return { rule, action, path, message, fix, doc };
}

function errorFinding(rule: string, message: string): StoredFinding {
  return { rule, action: 'error', path: '', message };
}
