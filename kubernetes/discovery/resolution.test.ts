import { beforeAll, expect, test } from 'vitest';
import aggregated from '../../test/fixtures/discovery/aggregated.json' with { type: 'json' };
import { discover } from './discovery.ts';
import type { Resource } from './resource.ts';
import { resolveType } from './resolution.ts';

let served: Resource[] = [];
beforeAll(async () => {
  const documents: Record<string, unknown> = aggregated;
  served = await discover({ get: path => Promise.resolve(documents[path]) });
});

test.each([
  ['pods', 'pods v1'],
  ['pod', 'pods v1'],
  ['po', 'pods v1'],
  ['Pods', 'pods v1'],
  ['Deployment', 'deployments apps/v1'],
  ['deploy', 'deployments apps/v1'],
  ['deployments.apps', 'deployments apps/v1'],
  ['deploy.apps', 'deployments apps/v1'],
  ['deployments.v1.apps', 'deployments apps/v1'],
  ['events', 'events v1'],
  ['ev', 'events v1'],
  ['events.events.k8s.io', 'events events.k8s.io/v1'],
  ['cert', 'certificates cert-manager.io/v1'],
  ['certificates.cert-manager.io', 'certificates cert-manager.io/v1'],
  ['certificates.cert-manager', 'certificates cert-manager.io/v1'],
  ['certificates.v1alpha2.cert-manager.io', 'certificates cert-manager.io/v1alpha2'],
  ['hpa', 'horizontalpodautoscalers autoscaling/v2'],
  ['hpa.v1.autoscaling', 'horizontalpodautoscalers autoscaling/v1'],
  ['ns', 'namespaces v1'],
  ['crd', 'customresourcedefinitions apiextensions.k8s.io/v1'],
  ['cert-manager', 'certificates cert-manager.io/v1'],
])('%s is %s', (type, resource) => {
  expect(resolveType(type, served).map(text)).toEqual([resource]);
});

test('a category is each of its resources once, in the preferred version', () => {
  expect(resolveType('all', served).map(text)).toEqual([
    'pods v1',
    'replicationcontrollers v1',
    'services v1',
    'daemonsets apps/v1',
    'deployments apps/v1',
    'replicasets apps/v1',
    'statefulsets apps/v1',
    'horizontalpodautoscalers autoscaling/v2',
    'cronjobs batch/v1',
    'jobs batch/v1',
  ]);
});

test.each(['foo', 'pods.apps', 'deployments.v2.apps', 'certificates.example.com', 'all.apps', ''])(
  '"%s" is nothing that is served',
  type => {
    expect(resolveType(type, served)).toEqual([]);
  },
);

function text({ plural, group, version }: Resource): string {
  return `${plural} ${group === '' ? version : `${group}/${version}`}`;
}
