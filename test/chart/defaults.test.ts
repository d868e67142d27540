import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { release, rendered, type ChartObject } from '../testbed/webhook/chart.ts';

const objects = await rendered({ cluster: { name: 'eu-1' } });
const Configuration = Type.Object({
  webhooks: Type.Array(Type.Object({ name: Type.String(), failurePolicy: Type.String() })),
});
const found = (kind: string, end = ''): ChartObject | undefined =>
  objects.find(object => object.kind === kind && object.metadata.name.endsWith(end));

test('a pod runs without rights, on a root file system that nobody can write, and has no folder to write to', () => {
  const securityContext = {
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  };
  const deployment = found('Deployment');
  expect(deployment).toMatchObject({ spec: { template: { spec: { containers: [{ securityContext }] } } } });
  const mounts = JSON.stringify(deployment).matchAll(/\{[^{}]*"mountPath":[^{}]*\}/g);
  const writable = [...mounts].map(([mount]) => mount).filter(mount => !mount.includes('"readOnly":true'));
  expect(writable).toEqual([]);
  expect(JSON.stringify(deployment)).not.toMatch(/"(emptyDir|hostPath|persistentVolumeClaim)"/);
});

test('three replicas are spread over nodes', () => {
  const topologySpreadConstraints = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map(topologyKey => ({
    topologyKey,
  }));
  expect(found('Deployment')).toMatchObject({
    spec: { replicas: 3, template: { spec: { topologySpreadConstraints } } },
  });
});

test('what is forbidden stays so while nobody answers, in all versions, but in namespaces that a cluster lives on', () => {
  const values = [release.namespace, 'kube-node-lease', 'kube-public', 'kube-system'];
  const matchExpressions = [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values }];
  const webhook = { namespaceSelector: { matchExpressions }, objectSelector: {}, matchPolicy: 'Equivalent' };
  const webhooks = objects.flatMap(object => (Value.Check(Configuration, object) ? object.webhooks : []));
  for (const one of webhooks) expect(one).toMatchObject(webhook);
  const closed = webhooks.filter(({ failurePolicy }) => failurePolicy === 'Fail');
  expect(closed).toEqual([expect.objectContaining({ name: 'validate.kubectl-fleet.io' })]);
  const versions = JSON.stringify(objects).matchAll(/"apiVersions":(\[[^\]]*\])/g);
  expect(new Set([...versions].map(([, list]) => list))).toEqual(new Set(['["*"]']));
});

test('Secrets are not asked about, and granting exemptions is part of no other role', () => {
  const configurations = objects.filter(({ kind }) => kind.endsWith('WebhookConfiguration'));
  expect(configurations).toHaveLength(2);
  expect(JSON.stringify(configurations)).not.toContain('"secrets"');
  const grant = JSON.stringify(found('ClusterRole', '.grant-exemptions'));
  expect(grant).toContain('"fleetexemptions"');
  expect(grant).not.toContain('rbac.authorization.k8s.io/aggregate');
});
