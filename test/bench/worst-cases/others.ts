import { fill, fillMap, type Manifest, type WorstCase } from './worst-case.ts';

function applicationSet(generators: object[]): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'web', namespace: 'argocd' },
    spec: { generators, template: { spec: { destination: { server: 'https://eu-1' } } } },
  };
}

function application(spec: object, status: object = {}): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'web', namespace: 'argocd' },
    spec,
    status,
  };
}

const selecting = { clusters: { selector: { matchLabels: { tier: 'web' } } } };

/** GitOps objects that read much, or go to many places. */
export const gitops: WorstCase[] = [
  { title: 'generators', object: bytes => applicationSet(fill(bytes, () => selecting)) },
  {
    title: 'as many generators as are judged',
    object: () => applicationSet(Array.from({ length: 250 }, () => selecting)),
  },
  {
    title: 'generators of many matrices',
    object: bytes =>
      applicationSet(
        Array.from({ length: 250 }, () => ({ matrix: { generators: fill(bytes / 250, () => selecting) } })),
      ),
  },
  {
    title: 'generators in a merge in a matrix',
    object: bytes =>
      applicationSet([
        { matrix: { generators: [{ git: {} }, { merge: { generators: fill(bytes, () => selecting) } }] } },
      ]),
  },
  {
    title: 'long generators in a matrix',
    object: bytes =>
      applicationSet([
        {
          matrix: {
            generators: Array.from({ length: 250 }, () => ({ clusters: { values: { a: 'x'.repeat(bytes / 260) } } })),
          },
        },
      ]),
  },
  {
    title: 'directories of many generators',
    object: bytes =>
      applicationSet(
        Array.from({ length: 240 }, () => ({
          git: { directories: fill(bytes / 240, index => ({ path: `clusters/eu-${index}` })) },
        })),
      ),
  },
  {
    title: 'directories of a generator',
    object: bytes =>
      applicationSet([{ git: { directories: fill(bytes, index => ({ path: `clusters/eu-${index}` })) } }]),
  },
  {
    title: 'sources',
    object: bytes =>
      application({
        destination: { server: 'https://eu-1' },
        sources: fill(bytes, index => ({ repoURL: 'shop', path: `clusters/eu-${index % 500}` })),
      }),
  },
  {
    title: 'a long path',
    object: bytes =>
      application({
        destination: { server: 'https://eu-1' },
        source: { repoURL: 'shop', path: fill(bytes, index => `eu-${index % 500}`).join('/') },
      }),
  },
  {
    title: 'reported resources',
    object: bytes =>
      application(
        { destination: { server: 'https://kubernetes.default.svc' }, source: { repoURL: 'shop', path: 'web' } },
        {
          resources: fill(bytes, index => ({
            group: 'apps',
            kind: 'Deployment',
            namespace: 'shop',
            name: `web-${index}`,
          })),
        },
      ),
  },
];

/** Selectors of pods. */
export const networkPolicies: WorstCase[] = [
  {
    title: 'expressions',
    object: bytes => networkPolicy(fill(bytes, index => ({ key: 'app', operator: 'NotIn', values: [`no-${index}`] }))),
  },
  {
    title: 'as many expressions as are judged',
    object: () =>
      networkPolicy(
        Array.from({ length: 250 }, (_, index) => ({ key: 'app', operator: 'NotIn', values: [`no-${index}`] })),
      ),
  },
];

function networkPolicy(matchExpressions: object[]): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'closed', namespace: 'shop' },
    spec: { podSelector: { matchExpressions } },
  };
}

export const services: WorstCase[] = [
  { title: 'labels of a selector', object: bytes => service(fillMap(bytes, () => 'x')) },
  {
    title: 'as many labels as are judged',
    object: () => service(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key-${index}`, 'x']))),
  },
];

function service(selector: Record<string, string>): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { selector } };
}

/** A part of a federation's control plane. */
export const controlPlanes: WorstCase[] = [
  {
    title: 'volumes of an etcd',
    object: bytes => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'etcd', namespace: 'karmada-system', labels: { app: 'etcd' } },
      spec: {
        replicas: 3,
        template: {
          metadata: { labels: { app: 'etcd' } },
          spec: { containers: [], volumes: fill(bytes, index => ({ name: `v-${index}`, emptyDir: {} })) },
        },
      },
    }),
  },
];
