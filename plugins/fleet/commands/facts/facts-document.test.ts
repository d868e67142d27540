import { expect, test } from 'vitest';
import { Value } from 'typebox/value';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { clusterAt } from '../../../../kubernetes/client/server.fixture.ts';
import { FactsDocument, factsDocument } from './facts-document.ts';

const asked = { cluster: clusterAt('https://eu:6443', 'eu-1'), durationMs: 42 };
const head = { apiVersion: 'kubectl-fleet.io/v1alpha1', kind: 'ClusterFacts', metadata: { name: 'eu-1' } };

test('a cluster is its facts under its name', () => {
  const document = factsDocument({ ...asked, ok: true, value: { facts: { version: 'v1.37.2' }, unread: [] } });
  expect(document).toEqual({ ...head, facts: { version: 'v1.37.2' } });
  expect(Value.Check(FactsDocument, document)).toBe(true);
});

test('what could not be read is named with the reason', () => {
  const error = new ClusterError('Forbidden', 'secrets is forbidden', { status: 403 });
  const value = { facts: { version: 'v1.37.2' }, unread: [{ part: 'clusters' as const, error }] };
  const document = factsDocument({ ...asked, ok: true, value });
  expect(document).toEqual({ ...head, unread: { clusters: 'secrets is forbidden' }, facts: { version: 'v1.37.2' } });
  expect(Value.Check(FactsDocument, document)).toBe(true);
});

test('a cluster that did not answer is a document too', () => {
  const failure = new ClusterError('Timeout', 'no answer within 10s (https://eu:6443)');
  const document = factsDocument({ ...asked, ok: false, failure });
  expect(document).toEqual({ ...head, error: 'no answer within 10s (https://eu:6443)' });
  expect(Value.Check(FactsDocument, document)).toBe(true);
});
