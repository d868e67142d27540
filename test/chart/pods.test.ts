import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { rendered, valuesFiles, type ChartObject } from '../testbed/webhook/chart.ts';

const Container = Type.Object({ resources: Type.Unknown(), securityContext: Type.Unknown() });
const PodSpec = Type.Object({ securityContext: Type.Unknown(), containers: Type.Array(Container, { minItems: 1 }) });
const Workload = Type.Object({ spec: Type.Object({ template: Type.Object({ spec: PodSpec }) }) });
const Pod = Type.Object({ spec: PodSpec });
type PodSpec = Type.Static<typeof PodSpec>;

/** The pods that the chart makes: the webhook's, and that of `helm test`. */
async function pods(values: object | string): Promise<PodSpec[]> {
  return (await rendered(values)).flatMap(object => specOf(object) ?? []);
}

function specOf(object: ChartObject): PodSpec | undefined {
  if (Value.Check(Workload, object)) return object.spec.template.spec;
  return object.kind === 'Pod' && Value.Check(Pod, object) ? object.spec : undefined;
}

const withPods = valuesFiles.filter(({ name }) => !name.includes('registration'));

describe.each(withPods)('with $name', ({ file }) => {
  test('a pod leaves it to the platform as whom it runs, as restricted-v2 of OpenShift demands', async () => {
    const contexts = (await pods(file)).flatMap(({ securityContext, containers }) => [
      { of: 'pod', securityContext },
      ...containers.map(container => ({ of: 'container', securityContext: container.securityContext })),
    ]);
    for (const { of, securityContext } of contexts) {
      expect(securityContext).toEqual(
        of === 'pod'
          ? { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }
          : { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      );
    }
    expect(contexts.length).toBeGreaterThan(1);
  });

  test('every container says what it needs, of CPU, memory and disk', async () => {
    const text: unknown = expect.stringMatching(/^\d+(m|Mi)$/);
    const requests = { cpu: text, memory: text, 'ephemeral-storage': text };
    for (const { containers } of await pods(file)) {
      for (const { resources } of containers) {
        expect(resources).toEqual({ requests, limits: { memory: text } });
      }
    }
  });
});

test('whoever wants a user says so, and nothing else is lost by it', async () => {
  const podSecurityContext = { runAsUser: 1_000_680_000, fsGroup: 1_000_680_000 };
  const contexts = (await pods({ cluster: { name: 'eu-1' }, podSecurityContext })).map(pod => pod.securityContext);
  const seccompProfile = { type: 'RuntimeDefault' };
  const expected = { ...podSecurityContext, runAsNonRoot: true, seccompProfile };
  expect(contexts).toEqual([expected, expected]);
});
