import { Type, type Static } from 'typebox';
import { validatorOf } from '../../../kubernetes/schema/validator.ts';
import { stringify } from 'yaml';
import type { FleetExemption } from '../../../policies/settings/exemption.ts';
import type { Settings } from '../../../policies/settings/schema.ts';
import type { RuleMetadata } from '../../../policies/rules/rule-metadata.ts';
import type { Block } from './page.ts';

const Named = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  metadata: Type.Object({ name: Type.Optional(Type.String()), namespace: Type.Optional(Type.String()) }),
});
type Named = Static<typeof Named>;
export const isNamed = validatorOf(Named);

const anyObject: Named = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', namespace: 'shop' } };

/**
 * Returns the section on exemptions of a rule: by the owner for a limited time, or for all by the
 * settings.
 * @param relief action of the rule, an object that it found (any without one), and the last day,
 * YYYY-MM-DD
 */
export function howToExempt(id: string, { action, object, day }: Relief): Block[] {
  const found = isNamed(object) ? object : anyObject;
  return [
    { text: 'An owner may exempt single objects for a while (`kubectl fleet explain exemption`):' },
    { yaml: stringify(exemption(id, day, found)) },
    { text: 'The settings say what the rule does, where and until when (`kubectl fleet explain settings`):' },
    { yaml: stringify(settings(id, { action, object: found, day }), { compat: 'yaml-1.1' }) },
  ];
}

interface Relief<Found = unknown> {
  action: Action;
  object: Found;
  day: string;
}

/** Returns an example of a FleetExemption of an object from a rule until a day. */
export function exemption(
  id: string,
  day: string,
  { apiVersion, kind, metadata: { name, namespace } } = anyObject,
): FleetExemption {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetExemption',
    metadata: { name: `${name ?? kind.toLowerCase()}-for-a-while` },
    spec: {
      rules: [id],
      objects: {
        kinds: [{ group, kind }],
        ...(namespace === undefined ? {} : { namespaces: [namespace] }),
        ...(name === undefined ? {} : { names: [name] }),
      },
      owner: 'payments',
      reason: 'moves to a cluster of its own',
      ticket: 'OPS-1234',
      expiresAt: day,
    },
  };
}

type Action = RuleMetadata['custom']['action'];

const lighter = { deny: 'warn', warn: 'audit', audit: 'off' } as const satisfies Record<Action, string>;

/**
 * Returns settings that lower the action of the rule by one step until a day. The action is quoted,
 * because YAML 1.1 reads off as false.
 */
function settings(id: string, { action, object, day }: Relief<Named>): Settings {
  const { namespace } = object.metadata;
  const namespaces = { matchLabels: { 'kubernetes.io/metadata.name': namespace ?? '' } };
  const where = namespace === undefined ? {} : { namespaces };
  return { rules: { [id]: [{ action: lighter[action], ...where, until: day, then: action }] } };
}
