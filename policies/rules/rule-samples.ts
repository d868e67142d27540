import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { ruleId } from './rule-id.ts';

/** Sample of a rule for the rule's page. */
export const RuleSample = Type.Object({
  /** Name of its file, which begins with the verdict of the rule. */
  name: Type.String(),
  /** YAML */
  text: Type.String(),
});
export type RuleSample = Static<typeof RuleSample>;

/** Samples by the package of their rule. */
const SamplesByPackage = Type.Record(Type.String(), Type.Array(RuleSample));
export type SamplesByPackage = Static<typeof SamplesByPackage>;

/** Part of a policy's data with the samples of this project's rules and of the user's own. */
const WithSamples = Type.Object({
  fleet: Type.Object({
    samples: Type.Object({ ours: Type.Optional(SamplesByPackage), own: Type.Optional(SamplesByPackage) }),
  }),
});

export const hasSamples = validatorOf(WithSamples);

/**
 * Splits a policy's data into the data without samples, which stays in the memory of each
 * evaluation, and the samples by rule id.
 */
export function splitSamples(data: KubernetesObject): {
  data: KubernetesObject;
  samples: Record<string, readonly RuleSample[]>;
} {
  if (!hasSamples(data)) return { data, samples: {} };
  const { samples, ...fleet } = data.fleet;
  const entries = Object.entries({ ...samples.ours, ...samples.own });
  return {
    data: { ...data, fleet },
    samples: Object.fromEntries(entries.map(([name, ofRule]) => [ruleId(name), ofRule])),
  };
}
