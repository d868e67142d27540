import { placed, pod } from '../bench/worst-cases/pods.ts';
import type { Manifest } from '../bench/worst-cases/worst-case.ts';

export const many = <Element>(length: number, element: (index: number) => Element): Element[] =>
  Array.from({ length }, (_, index) => element(index));

export const metadata = { name: 'web', namespace: 'shop' };
export const onLiqo = { nodeSelector: { 'liqo.io/type': 'virtual-node' } };
const onFargate = { labels: { 'eks.amazonaws.com/fargate-profile': 'burst' } };

export const work = (manifests: object[]): Manifest => ({
  ...{ apiVersion: 'work.karmada.io/v1alpha1', kind: 'Work', metadata },
  spec: { workload: { manifests } },
});
export const policy = (resourceSelectors: object[]): Manifest => ({
  ...{ apiVersion: 'policy.karmada.io/v1alpha1', kind: 'PropagationPolicy', metadata },
  spec: { resourceSelectors },
});
export const applicationSet = (generators: object[]): Manifest => ({
  ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata },
  spec: { generators, template: { spec: { destination: { server: 'https://eu-1' } } } },
});
export const requiring = (nodeSelectorTerms: object[]): object => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});
export const volcanoJob = (tasks: number, spec: object): Manifest => ({
  ...{ apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', metadata: { ...metadata, ...placed } },
  spec: { tasks: many(tasks, index => ({ name: `task-${index}`, template: { spec } })) },
});
export const list = (levels: number): object =>
  levels === 0
    ? { apiVersion: 'v1', kind: 'ConfigMap' }
    : { apiVersion: 'v1', kind: 'List', items: [list(levels - 1)] };

export const labels = (number: number): Record<string, string> =>
  Object.fromEntries(many(number, index => [`key-${index}`, 'x']));
export const networkPolicy = (podSelector: object): Manifest => ({
  ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata },
  spec: { podSelector },
});
export const adding = (number: number): Manifest =>
  pod({ containers: [{ securityContext: { capabilities: { add: many(number, index => `C${index}`) } } }] }, onFargate);
export const commanding = (letters: number): Manifest =>
  pod({ containers: [{ command: ['x'.repeat(letters)] }] }, onFargate);
/** The pods of an object in JSON, as the rule measures them. */
const textOf = ({ spec }: Manifest): string => JSON.stringify([spec, []]);
export const commasIn = (manifest: Manifest): number => textOf(manifest).split(',').length - 1;
export const lengthOf = (manifest: Manifest): number => textOf(manifest).length;

export const replicated = (index: number): object => ({
  name: `job-${index}`,
  template: { spec: { template: { spec: onLiqo } } },
});
