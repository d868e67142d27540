import { Type, type Static } from 'typebox';
import { checker, type Checked } from './checker.ts';
import { DayOrTime, LabelSelector } from './model.ts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });
const Texts = Type.Array(Text, { minItems: 1 });
const { matchLabels, matchExpressions } = LabelSelector.properties;

/** Which objects; all that is named has to match, and something has to be named. */
const Objects = Type.Object(
  {
    /** The core group is ''. */
    kinds: Type.Optional(Type.Array(Type.Object({ group: Type.String(), kind: Text }, closed), { minItems: 1 })),
    namespaces: Type.Optional(Texts),
    names: Type.Optional(Texts),
    selector: Type.Optional(
      Type.Object(
        {
          matchLabels: Type.Optional({ ...matchLabels, minProperties: 1 }),
          matchExpressions: Type.Optional({ ...matchExpressions, minItems: 1 }),
        },
        { ...closed, minProperties: 1 },
      ),
    ),
  },
  { ...closed, minProperties: 1 },
);

/** An owner's dated permission for named objects to break named rules; cluster-scoped. */
export const FleetExemption = Type.Object(
  {
    apiVersion: Type.Literal('kubectl-fleet.io/v1alpha1'),
    kind: Type.Literal('FleetExemption'),
    metadata: Type.Object({ name: Text }),
    spec: Type.Object(
      {
        rules: Texts,
        objects: Objects,
        /** Team that answers for it. */
        owner: Text,
        reason: Text,
        ticket: Text,
        /** At most Settings.exemptionDays after its creation. */
        expiresAt: DayOrTime,
      },
      closed,
    ),
  },
  closed,
);
export type FleetExemption = Static<typeof FleetExemption>;

const check = checker(FleetExemption, 'it');

/**
 * An exemption as it was written, or why it cannot be used.
 * @param rules ids of all rules that there are
 */
export function checkExemption(written: unknown, rules: readonly string[]): Checked<FleetExemption> {
  const checked = check(written);
  if ('problems' in checked) return checked;
  const problems = checked.value.spec.rules.flatMap((rule, index) =>
    rules.includes(rule) ? [] : [`spec.rules[${index}] ${rule} is no rule; there are: ${rules.join(', ')}`],
  );
  return problems.length === 0 ? checked : { problems };
}
