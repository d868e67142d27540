import { expect, test } from 'vitest';
import { checkExemption } from './exemption.ts';

const rules = ['no-pets', 'no-cattle'];

const exemption = {
  apiVersion: 'kubectl-fleet.io/v1alpha1',
  kind: 'FleetExemption',
  metadata: { name: 'cart', creationTimestamp: null, labels: { team: 'shop' } },
  spec: {
    rules: ['no-pets'],
    objects: { kinds: [{ group: '', kind: 'Pod' }], selector: { matchLabels: { app: 'cart' } } },
    owner: 'shop',
    reason: 'moves in January',
    ticket: 'OPS-12',
    expiresAt: '2026-12-31',
  },
};
const withSpec = (changes: object) => ({ ...exemption, spec: { ...exemption.spec, ...changes } });

test('an exemption comes back as it was written', () => {
  expect(checkExemption(exemption, rules)).toEqual({ value: exemption });
});

test('what its cluster wrote about it is no part of it', () => {
  const stored = { ...exemption, metadata: { ...exemption.metadata, generation: 2 }, status: { state: 'Retired' } };
  expect(checkExemption(stored, rules)).toEqual({ value: stored });
});

const invalid: [unknown, string[]][] = [
  [{ ...exemption, apiVersion: 'kubectl-fleet.io/v1' }, ['apiVersion must be kubectl-fleet.io/v1alpha1']],
  [{ ...exemption, metadata: { generateName: 'cart-' } }, ["metadata must have required property 'name'"]],
  [{ ...exemption, spec: undefined }, ["it must have required property 'spec'"]],
  [withSpec({ rules: ['no-pets', 'no-dogs'] }), ['spec.rules[1] no-dogs is no rule; there are: no-pets, no-cattle']],
  [withSpec({ rules: [], owner: '' }), ['spec.rules must not be empty', 'spec.owner must not be empty']],
  [withSpec({ ticket: undefined }), ["spec must have required property 'ticket'"]],
  [withSpec({ expires: '2026-12-31' }), ['spec.expires is not known here']],
  [
    withSpec({ expiresAt: 'never' }),
    ['spec.expiresAt must be a day such as 2026-12-31 or a time such as 2026-12-31T12:00:00Z'],
  ],
  [withSpec({ objects: {} }), ['spec.objects must not be empty']],
  [withSpec({ objects: { names: [] } }), ['spec.objects.names must not be empty']],
  [
    withSpec({ objects: { selector: { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] } } }),
    ['spec.objects must have names, namespaces or kinds beside the selector, which alone may catch every object'],
  ],
  [withSpec({ objects: { selector: {} } }), ['spec.objects.selector must not be empty']],
  [withSpec({ objects: { selector: { matchLabels: {} } } }), ['spec.objects.selector.matchLabels must not be empty']],
  [
    withSpec({ objects: { selector: { matchExpressions: [] } } }),
    ['spec.objects.selector.matchExpressions must not be empty'],
  ],
  [withSpec({ objects: { kinds: [{ kind: 'Pod' }] } }), ["spec.objects.kinds[0] must have required property 'group'"]],
];

test.each(invalid)('what is wrong is told with its path (%#)', (written, problems) => {
  expect(checkExemption(written, rules)).toEqual({ problems });
});
