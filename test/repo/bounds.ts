import { placed, pod } from '../bench/worst-cases/pods.ts';
import type { Manifest } from '../bench/worst-cases/worst-case.ts';
import {
  adding,
  applicationSet,
  commanding,
  commasIn,
  labels,
  lengthOf,
  list,
  many,
  metadata,
  networkPolicy,
  onLiqo,
  policy,
  replicated,
  requiring,
  volcanoJob,
  work,
} from './bounded-objects.ts';

/** A bound of docs/reference/limits.md. */
interface Bound {
  /** The rules that give up beyond it. */
  readonly rules: readonly string[];
  /** Words of the table, with N for the number. */
  readonly bound: string;
  /** In its finding, where other findings of the object begin below this bound. */
  readonly says?: RegExp;
  /** An object that has so much of it. */
  readonly object: (number: number) => Manifest;
}

const carrying = ['no-federated-stateful', 'no-mixed-placement', 'explicit-placement', 'api-served'];
const clusters = { clusters: { selector: { matchLabels: { tier: 'web' } } } };

export const bounds: readonly Bound[] = [
  {
    rules: carrying,
    bound: 'N carried objects',
    object: number =>
      work(many(number, index => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `web-${index}` } }))),
  },
  { rules: carrying, bound: 'on each of N levels of carriers', object: number => work([list(number - 1)]) },
  {
    rules: ['no-federated-stateful', 'explicit-placement'],
    bound: 'N selectors of one object',
    object: number =>
      policy(many(number, index => ({ apiVersion: 'apps/v1', kind: 'Deployment', name: `web-${index}` }))),
  },
  {
    rules: ['no-mixed-placement', 'virtual-node-capabilities'],
    bound: 'N expressions in the required node affinity',
    object: (number: number): Manifest => {
      const values = ['eu-1a'];
      return pod(
        {
          ...onLiqo,
          ...requiring(many(number, () => ({ matchExpressions: [{ key: 'zone', operator: 'In', values }] }))),
        },
        placed,
      );
    },
  },
  {
    rules: ['no-mixed-placement', 'virtual-node-capabilities'],
    bound: 'N tolerations',
    object: number =>
      pod({ ...onLiqo, tolerations: many(number, index => ({ key: `key-${index}`, operator: 'Exists' })) }, placed),
  },
  {
    rules: ['no-mixed-placement'],
    bound: 'N pod templates of one list',
    says: /pod templates to judge/,
    object: number => volcanoJob(number, {}),
  },
  {
    rules: ['no-mixed-placement'],
    bound: 'N pod templates of one object',
    says: /pod templates to look for nodes/,
    object: number => volcanoJob(number, {}),
  },
  {
    rules: ['no-mixed-placement'],
    bound: 'and N in each of two lists',
    says: /pod templates to judge/,
    object: number => ({
      ...{ apiVersion: 'trainer.kubeflow.org/v1alpha1', kind: 'TrainJob', metadata: { ...metadata, ...placed } },
      spec: {
        runtimePatches: [{ trainingRuntimeSpec: { template: { spec: { replicatedJobs: many(number, replicated) } } } }],
      },
    }),
  },
  {
    rules: ['virtual-node-capabilities'],
    bound: 'N values, or',
    object: number => adding(number - commasIn(adding(0))),
  },
  {
    rules: ['virtual-node-capabilities'],
    bound: 'N KiB, in one pod template',
    object: kibibytes => commanding(kibibytes * 1024 - lengthOf(commanding(0))),
  },
  {
    rules: ['network-policy-on-virtual-node'],
    bound: 'N labels, expressions and values of one selector',
    object: number => networkPolicy({ matchLabels: labels(number) }),
  },
  {
    rules: ['network-policy-on-virtual-node'],
    bound: 'N labels, expressions and values of one selector',
    object: number =>
      networkPolicy({ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: many(number - 1, String) }] }),
  },
  {
    rules: ['service-on-virtual-node'],
    bound: 'N labels, expressions and values of one selector',
    object: number => ({ ...{ apiVersion: 'v1', kind: 'Service', metadata }, spec: { selector: labels(number) } }),
  },
  {
    rules: ['explicit-placement'],
    bound: 'N elements in a list of targets',
    object: number => ({
      ...{ apiVersion: 'fleet.cattle.io/v1alpha1', kind: 'GitRepo', metadata },
      spec: { targets: many(number, index => ({ name: `t-${index}`, clusterSelector: {} })) },
    }),
  },
  {
    rules: ['explicit-placement'],
    bound: 'N elements in a list of targets, or in all lists of generators',
    object: number => applicationSet([{ matrix: { generators: many(number - 1, () => clusters) } }]),
  },
  {
    rules: ['gitops-destination'],
    bound: 'N generators, also nested ones',
    object: number => applicationSet(many(number, () => clusters)),
  },
  {
    rules: ['gitops-destination'],
    bound: 'N directories of all generators',
    object: number =>
      applicationSet([{ git: { directories: many(number, index => ({ path: `clusters/eu-${index}` })) } }]),
  },
  {
    rules: ['gitops-destination'],
    bound: 'N directories and files of all sources',
    object: number => ({
      ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata },
      spec: {
        destination: { server: 'https://eu-1' },
        sources: many(number, index => ({ repoURL: 'shop', path: `eu-${index}` })),
      },
    }),
  },
  {
    rules: ['no-federated-stateful'],
    bound: 'every rule | N violations',
    object: number =>
      work(many(number, index => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: `db-${index}` } }))),
  },
];
