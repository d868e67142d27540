import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { runProgram } from '../../kubernetes/program/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import { rendered, type ChartObject } from '../testbed/webhook/chart.ts';

const examples = join(import.meta.dirname, '../../examples/rollout');
const flux = join(examples, 'flux/clusters');

const ApplicationSet = Type.Object({
  spec: Type.Object({
    template: Type.Object({
      spec: Type.Object({ source: Type.Object({ helm: Type.Object({ valuesObject: Type.Object({}) }) }) }),
    }),
  }),
});
const HelmRelease = Type.Object({ kind: Type.Literal('HelmRelease'), spec: Type.Object({ values: Type.Object({}) }) });
const ConfigMap = Type.Object({ data: Type.Object({ 'webhook.yaml': Type.String() }) });
const Configuration = Type.Object({
  cluster: Type.Object({ name: Type.String(), fleet: Type.String(), owner: Type.String() }),
  settings: Type.Object({ rules: Type.Record(Type.String(), Type.String()) }),
});

/** The configuration of the webhook among the objects of the chart. */
function configurationIn(objects: readonly ChartObject[]): Static<typeof Configuration> {
  const map = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'fleet-webhook');
  return Value.Parse(Configuration, parse(Value.Parse(ConfigMap, map).data['webhook.yaml']));
}

/**
 * The values that the ApplicationSet gives to one cluster; the generator's parameters are put in as
 * Argo CD does.
 */
function valuesOf(parameters: Readonly<Record<string, string>>): object {
  const text = readFileSync(join(examples, 'argocd/applicationset.yaml'), 'utf8');
  const filled = text.replaceAll(/\{\{ (\.[.\w]+) \}\}/g, (expression, name: string) => parameters[name] ?? expression);
  expect(filled).not.toContain('{{');
  return Value.Parse(ApplicationSet, parse(filled)).spec.template.spec.source.helm.valuesObject;
}

test('the ApplicationSet names each cluster and its owner to the chart, and refuses nothing', async () => {
  const values = valuesOf({ '.name': 'eu-1', '.nameNormalized': 'eu-1', '.metadata.labels.owner': 'payments' });
  expect(configurationIn(await rendered(values))).toMatchObject({
    cluster: { name: 'eu-1', fleet: 'acme', owner: 'payments' },
    settings: { rules: { '*': 'warn' } },
  });
});

test.each(readdirSync(flux))(
  'the folder of Flux for %s names the cluster and its owner to the chart',
  async cluster => {
    const { stdout, exitCode } = await runProgram(await findBinary(kubectl), ['kustomize', join(flux, cluster)]);
    expect(exitCode).toBe(0);
    const objects = parseAllDocuments(stdout).map(document => {
      const object: unknown = document.toJS();
      return object;
    });
    const release = objects.find(object => Value.Check(HelmRelease, object));
    const { cluster: identity, settings } = configurationIn(
      await rendered(Value.Parse(HelmRelease, release).spec.values),
    );
    expect(identity).toMatchObject({ name: cluster, fleet: 'acme' });
    expect(identity.owner).toMatch(/^[a-z]+$/);
    expect(settings.rules).toEqual({ '*': 'warn' });
  },
);
