import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { StoredValues, redactor, type Redactor } from '../../policies/review/redaction.ts';
import { startEvaluator } from '../../policies/engine/evaluator.ts';
import { readPolicy } from '../../policies/engine/policy-files.ts';
import { validatorOf } from '../../kubernetes/schema/validator.ts';

let redact: Redactor['redact'];
beforeAll(async () => {
  const { ask } = startEvaluator(await readPolicy(new URL('../../dist/', import.meta.url)));
  ({ redact } = redactor(ask('fleet/main/contents', validatorOf(StoredValues), {})));
});

type Manifest = Record<string, unknown>;

/** A value that is found nowhere by chance, as a Secret holds it. */
const value = fc.stringMatching(/^[a-z0-9]{24}$/);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const typed = (apiVersion: string, kind: string, body: object): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'a', namespace: 'b' },
  ...body,
});

const secrets: ((value: string) => Manifest)[] = [
  text => typed('v1', 'Secret', { data: { password: base64(text) } }),
  text => typed('v1', 'Secret', { stringData: { password: text } }),
  text => typed('v1', 'ConfigMap', { data: { 'a.yaml': text } }),
  text => typed('v1', 'ConfigMap', { binaryData: { a: base64(text) } }),
  text => ({
    apiVersion: 'v1',
    kind: 'SecretList',
    items: [{ metadata: { name: 'a' }, data: { password: base64(text) } }],
  }),
  text => {
    const annotation = JSON.stringify(typed('v1', 'Secret', { stringData: { password: text } }));
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': annotation };
    return typed('v1', 'Secret', { metadata: { name: 'a', annotations } });
  },
];

const carriers: ((manifest: Manifest) => Manifest)[] = [
  manifest => typed('work.karmada.io/v1alpha1', 'Work', { spec: { workload: { manifests: [manifest] } } }),
  manifest =>
    typed('work.open-cluster-management.io/v1', 'ManifestWork', { spec: { workload: { manifests: [manifest] } } }),
  manifest =>
    typed('work.open-cluster-management.io/v1alpha1', 'ManifestWorkReplicaSet', {
      spec: { manifestWorkTemplate: { workload: { manifests: [manifest] } } },
    }),
  manifest => typed('placement.kubernetes-fleet.io/v1beta1', 'ResourceEnvelope', { data: { 'a.yaml': manifest } }),
  manifest =>
    typed('placement.kubernetes-fleet.io/v1', 'ClusterResourceSnapshot', { spec: { selectedResources: [manifest] } }),
  manifest => typed('apps.clusternet.io/v1alpha1', 'Manifest', { template: manifest }),
  manifest =>
    typed('fleet.cattle.io/v1alpha1', 'Bundle', {
      spec: { resources: [{ name: 'a', content: JSON.stringify(manifest) }] },
    }),
  manifest =>
    typed('fleet.cattle.io/v1alpha1', 'Bundle', {
      spec: { resources: [{ encoding: 'base64+gz', content: gzipSync(JSON.stringify(manifest)).toString('base64') }] },
    }),
  manifest => ({ apiVersion: 'v1', kind: 'List', items: [manifest] }),
  manifest =>
    typed('example.com/v1', 'Anything', {
      spec: { text: JSON.stringify(manifest), bytes: base64(JSON.stringify(manifest)) },
    }),
];

const wrapped = fc
  .record({
    value,
    secret: fc.constantFrom(...secrets),
    // A manifest that lies in texts in texts is quoted ever more often, and no carrier does that.
    around: fc.array(fc.constantFrom(...carriers), { minLength: 1, maxLength: 2 }),
  })
  .map(({ value: text, secret, around }) => ({
    text,
    object: around.reduce((manifest, carrier) => carrier(manifest), secret(text)),
  }));

/** True when rules could read it, as it is or in base64. */
function isShown(text: string, shown: unknown): boolean {
  const json = JSON.stringify(shown);
  return json.includes(text) || json.includes(base64(text));
}

test('no value of a Secret or ConfigMap reaches the rules, whatever carries it', () => {
  fc.assert(
    fc.property(wrapped, wrapped, (one, other) => {
      for (const [object, oldObject] of [
        [one.object, null],
        [null, one.object],
        [other.object, one.object],
        [one.object, other.object],
      ] as const) {
        expect(isShown(one.text, redact(object, oldObject))).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test.each(['Secret', 'ConfigMap'])('no value of a Federated%s reaches the rules, and where it goes does', kind => {
  fc.assert(
    fc.property(value, text => {
      const placement = { clusters: [{ name: 'eu-1' }] };
      const overrides = [{ clusterName: 'eu-1', clusterOverrides: [{ path: '/data/password', value: text }] }];
      const fields = kind === 'Secret' ? ['data', 'stringData'] : ['data', 'binaryData'];
      const template = Object.fromEntries(fields.map(field => [field, { password: text }]));
      const object = typed('types.kubefed.io/v1beta1', `Federated${kind}`, {
        spec: { template, placement, overrides },
      });
      const shown = redact(object, null);
      expect(isShown(text, shown)).toBe(false);
      expect(shown).toMatchObject({ object: { spec: { placement } } });
    }),
  );
});

test('no file of a Bundle reaches the rules, whatever it holds', () => {
  fc.assert(
    fc.property(value, text => {
      const object = typed('fleet.cattle.io/v1alpha1', 'Bundle', {
        spec: { resources: [{ name: 'a', content: text }] },
      });
      expect(isShown(text, redact(object, null))).toBe(false);
    }),
  );
});

test.each(['OverridePolicy', 'ClusterOverridePolicy'])('no value of a Karmada override reaches the rules: %s', kind => {
  fc.assert(
    fc.property(value, text => {
      const operations = [{ subPath: '/password', operator: 'replace', value: text }];
      const overriders = {
        plaintext: [{ path: '/data/password', operator: 'replace', value: base64(text) }],
        fieldOverrider: [
          { fieldPath: '/data/a.json', json: operations },
          { fieldPath: '/data/a.yaml', yaml: operations },
        ],
      };
      const resourceSelectors = [{ apiVersion: 'v1', kind: 'Secret' }];
      const spec = { resourceSelectors, overrideRules: [{ overriders }], overriders };
      const shown = redact(typed('policy.karmada.io/v1alpha1', kind, { spec }), null);
      expect(isShown(text, shown)).toBe(false);
      expect(shown).toMatchObject({ object: { spec: { resourceSelectors } } });
    }),
  );
});
