import { Type, type Static } from 'typebox';
import { everyError, validatorOf } from '../../kubernetes/schema/validator.ts';
import { checker, type Checked } from '../schema/checker.ts';
import { LabelSelector } from '../../kubernetes/objects/object.ts';
import { DayOrTime } from './schema.ts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });
const Texts = Type.Array(Text, { minItems: 1 });
const { matchLabels, matchExpressions } = LabelSelector.properties;

/**
 * Problem of an exemption that selects objects only by labels. The author of an object chooses its
 * labels, and a selector can require that a label is missing.
 */
export const selectorAlone =
  'must have names, namespaces or kinds beside the selector, which alone may catch every object';

// `kubectl explain` shows the descriptions: the CRD is generated from this schema.
const Objects = Type.Object(
  {
    kinds: Type.Optional(
      Type.Array(Type.Object({ group: Type.String({ description: 'The core group is "".' }), kind: Text }, closed), {
        minItems: 1,
      }),
    ),
    namespaces: Type.Optional(Texts),
    names: Type.Optional(Texts),
    selector: Type.Optional(
      Type.Object(
        {
          matchLabels: Type.Optional({ ...matchLabels, minProperties: 1 }),
          matchExpressions: Type.Optional({ ...matchExpressions, minItems: 1 }),
        },
        { ...closed, minProperties: 1, description: 'Labels of the objects.' },
      ),
    ),
  },
  {
    ...closed,
    minProperties: 1,
    description: 'Which objects: all that is named has to match, and something beside the selector has to be named.',
  },
);

/** Dated permission of an owner for named objects to break named rules; cluster-scoped. */
export const FleetExemption = Type.Object(
  {
    apiVersion: Type.Literal('kubectl-fleet.io/v1alpha1'),
    kind: Type.Literal('FleetExemption'),
    metadata: Type.Object({ name: Text }),
    spec: Type.Object(
      {
        rules: Type.Array(Text, { minItems: 1, description: 'Rules that these objects may break.' }),
        objects: Objects,
        owner: Type.String({ minLength: 1, description: 'Team that answers for it.' }),
        reason: Type.String({ minLength: 1, description: 'Why, for whoever reads it in a year.' }),
        ticket: Type.String({ minLength: 1, description: 'Where the work that ends it is planned.' }),
        expiresAt: {
          ...DayOrTime,
          description:
            'The last day on which it counts, e.g. 2026-12-31 in UTC, or the moment until which it does, e.g. 2026-12-31T12:00:00Z; ' +
            'at most as many days after its creation as the settings of the cluster allow (exemptionDays, 90 by themselves).',
        },
      },
      closed,
    ),
    /**
     * Status that the cluster wrote, of any version. It is no part of the permission and ignored.
     */
    status: Type.Optional(Type.Unknown()),
  },
  closed,
);
export type FleetExemption = Static<typeof FleetExemption>;

/** State of an exemption; only an exemption in the first two states counts. */
export const ExemptionState = Type.Enum(['Active', 'Expiring', 'Expired', 'TooLong', 'Malformed']);
export type ExemptionState = Static<typeof ExemptionState>;

/** State of each exemption by its name; `says` is the state in words. */
export const ExemptionStates = Type.Record(Type.String(), Type.Object({ state: ExemptionState, says: Type.String() }));
export type ExemptionStates = Static<typeof ExemptionStates>;

/** Status that the webhooks of a cluster write into an exemption. */
export const ExemptionStatus = Type.Object({
  state: {
    ...ExemptionState,
    description:
      'Active and Expiring (within a week) count; Expired, TooLong (it lasts longer than is allowed) and Malformed do not.',
  },
  message: Type.Optional(Type.String({ description: 'Why it does not count.' })),
  used: Type.Integer({ minimum: 0, description: 'Requests that it has let through.' }),
  usedIsEstimate: Type.Optional(
    Type.Boolean({
      description:
        'True where whoever sends a review has not to prove to be an API server, or had not while uses were counted: used may be too high.',
    }),
  ),
  lastUsed: Type.Optional(Type.String({ format: 'date-time', description: 'When it let the last one through.' })),
  observedGeneration: Type.Integer({ description: 'The generation of the spec that the state speaks of.' }),
});
export type ExemptionStatus = Static<typeof ExemptionStatus>;

export const isExemption = validatorOf(FleetExemption, everyError);
const check = checker(isExemption, 'it');

/**
 * Returns the exemption as it was written, or the problems for which it cannot be used.
 * @param rules ids of all rules
 */
export function checkExemption(written: unknown, rules: readonly string[]): Checked<FleetExemption> {
  const checked = check(written);
  if ('problems' in checked) return checked;
  const { objects, rules: named } = checked.value.spec;
  const unknown = named.flatMap((rule, index) =>
    rules.includes(rule) ? [] : [`spec.rules[${index}] ${rule} is no rule; there are: ${rules.join(', ')}`],
  );
  const problems = isSelectorAlone(objects) ? [...unknown, `spec.objects ${selectorAlone}`] : unknown;
  return problems.length === 0 ? checked : { problems };
}

function isSelectorAlone({ kinds, namespaces, names }: FleetExemption['spec']['objects']): boolean {
  return kinds === undefined && namespaces === undefined && names === undefined;
}
