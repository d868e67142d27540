import { creationOf } from '../../policies/review/creation.ts';
import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { Decision, Finding } from '../../policies/review/decision.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import type { Entry, Violation } from './ledger.ts';

/** What objects are judged by, and what of their cluster beside them. */
export interface Judging {
  decide: (input: ReviewInput) => Decision | Promise<Decision>;
  mutate: (input: ReviewInput) => Mutation;
  surroundings: () => Pick<ReviewInput, 'exemptions' | 'cluster' | 'settings' | 'now'>;
  namespace: (name: string) => KubernetesObject | null;
}

/** The scan's note on an object: what is wrong with it, what is exempted, and whether annotations of the fleet are missing or wrong. */
export async function judgeStored(object: KubernetesObject, judging: Judging): Promise<Entry> {
  const namespace = metadataText(object, 'namespace');
  const namespaceObject = namespace === '' ? null : judging.namespace(namespace);
  const input = creationOf(object, { ...judging.surroundings(), namespaceObject });
  const entry = {
    apiVersion: String(object['apiVersion']),
    kind: String(object['kind']),
    namespace,
    name: input.name,
    uid: metadataText(object, 'uid'),
  };
  try {
    const { findings, failures = [] } = await judging.decide(input);
    const exempted = findings.filter(isExempted).length;
    const failed = failures.map(({ rule, reason }): Violation => ({ rule, mode: 'error', path: '', message: reason }));
    const violations = [...findings.filter(finding => !isExempted(finding)).map(violationOf), ...failed];
    const isUnowned = Object.keys(judging.mutate(input).annotations).length > 0;
    return { ...entry, violations, exempted, isUnowned };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const message = `the rules could not be evaluated: ${error.code} ${error.message}`;
    return { ...entry, violations: [{ rule: 'all', mode: 'error', path: '', message }], exempted: 0, isUnowned: false };
  }
}

const isExempted = ({ exemption }: Finding): boolean => exemption?.counts === true;

function violationOf({ rule, action, path, message, fix, doc }: Finding): Violation {
  return { rule, mode: action, path, message, fix, doc };
}
