import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { stringify } from 'yaml';
import type { FleetExemption } from '../../../policies/engine/exemption.ts';
import type { Settings } from '../../../policies/engine/model.ts';
import type { RuleWords } from '../../../policies/engine/words.ts';
import type { Block } from './page.ts';

const Named = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  metadata: Type.Object({ name: Type.Optional(Type.String()), namespace: Type.Optional(Type.String()) }),
});
type Named = Static<typeof Named>;

const anyObject: Named = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', namespace: 'shop' } };

/**
 * How an object that a rule found is exempted from it: by its owner for a while, or for all by the settings.
 * @param action of the rule
 * @param object that it found; without one, any
 */
export function howToExempt(id: string, action: Action, object: unknown): Block[] {
  const found = Value.Check(Named, object) ? object : anyObject;
  return [
    { text: 'An owner may exempt single objects for a while (`kubectl fleet explain exemption`):' },
    { yaml: stringify(exemption(id, found)) },
    { text: 'The settings say what the rule does, where and until when (`kubectl fleet explain settings`):' },
    { yaml: stringify(settings(id, action, found), { compat: 'yaml-1.1' }) },
  ];
}

/** An exemption of an object from a rule, as an example. */
export function exemption(id: string, { apiVersion, kind, metadata: { name, namespace } } = anyObject): FleetExemption {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetExemption',
    metadata: { name: `${name ?? kind.toLowerCase()}-until-february` },
    spec: {
      rules: [id],
      objects: {
        kinds: [{ group, kind }],
        ...(namespace === undefined ? {} : { namespaces: [namespace] }),
        ...(name === undefined ? {} : { names: [name] }),
      },
      owner: 'payments',
      reason: 'replaced at the end of January',
      ticket: 'OPS-1234',
      expiresAt: '2027-01-31',
    },
  };
}

type Action = RuleWords['custom']['action'];

const lighter = { deny: 'warn', warn: 'audit', audit: 'off' } as const satisfies Record<Action, string>;

/** The rule a step lighter until a day, and as it is from then on. YAML 1.1 reads off as false without quotes. */
function settings(id: string, action: Action, { metadata: { namespace } }: Named): Settings {
  const namespaces = { matchLabels: { 'kubernetes.io/metadata.name': namespace ?? '' } };
  const where = namespace === undefined ? {} : { namespaces };
  return { rules: { [id]: [{ action: lighter[action], ...where, until: '2027-01-31', then: action }] } };
}
