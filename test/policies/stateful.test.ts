import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStateful } from '../../tools/catalogue/read.ts';

const {
  kinds,
  stateful_templates: templates,
  without_data: withoutData,
  claim_templates: claims,
} = await readStateful(join(import.meta.dirname, '../../policies/fleet/catalogue/stateful/data.yaml'));
const facts = [...Object.values(kinds), ...Object.values(templates).flat()];

test('the operators of a hundred systems are known, each kind with the repository that defines it', () => {
  expect(new Set(facts.map(({ system }) => system)).size).toBeGreaterThanOrEqual(100);
  expect(facts.filter(({ source }) => !source.includes('/'))).toEqual([]);
});

test('a kind is in one list alone', () => {
  const types = [kinds, templates, withoutData, claims].flatMap(list => Object.keys(list));
  expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([]);
});

test('databases that people federate are among them', () => {
  const asked = [
    'kubedb.com/Postgres',
    'stackgres.io/SGCluster',
    'postgresql.k8s.enterprisedb.io/Cluster',
    'platform.confluent.io/Kafka',
    'operator.victoriametrics.com/VMCluster',
    'kafka.strimzi.io/Kafka',
    'ceph.rook.io/CephCluster',
    'longhorn.io/Volume',
    'minio.min.io/Tenant',
    'rabbitmq.com/RabbitmqCluster',
  ];
  expect(asked.filter(type => !(type in kinds))).toEqual([]);
});
