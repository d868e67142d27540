import { expect, test } from 'vitest';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { reviewOf } from '../app.fixture.ts';
import { reviewInput, type ReviewContext } from './input.ts';
import { readReview } from '../review/admission-request.ts';

const shop = { metadata: { name: 'shop' } };
const context: ReviewContext = {
  facts: () => ({ name: 'eu-1' }),
  namespaceObject: name => Promise.resolve(name === 'shop' ? shop : null),
  exemptions: () => [],
  ownersOfPod: pod => Promise.resolve([{ metadata: pod }]),
  settings: { rules: { 'no-pets': 'warn' } },
  now: () => new Date('2026-11-23T00:00:00Z'),
};
const inputOf = async (changes: Record<string, unknown>): Promise<ReviewInput> =>
  reviewInput(readReview(reviewOf(changes)), context);

test('everything a rule may look at is there', async () => {
  const options = { kind: 'CreateOptions', fieldManager: 'kubectl-create' };
  expect(await inputOf({ options, dryRun: true, oldObject: null })).toEqual({
    operation: 'CREATE',
    kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
    resource: { group: 'apps', version: 'v1', resource: 'deployments' },
    subResource: '',
    namespace: 'shop',
    name: 'cart',
    object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', namespace: 'shop' } },
    oldObject: null,
    userInfo: { username: 'ann' },
    fieldManager: 'kubectl-create',
    dryRun: true,
    namespaceObject: shop,
    exemptions: [],
    cluster: { name: 'eu-1' },
    settings: { rules: { 'no-pets': 'warn' } },
    now: '2026-11-23T00:00:00.000Z',
  });
});

test('what the request leaves out is empty and not undefined', async () => {
  const absent = { namespace: undefined, name: undefined, object: undefined, options: null, subResource: undefined };
  expect(await inputOf(absent)).toMatchObject({
    namespace: '',
    name: '',
    subResource: '',
    fieldManager: '',
    dryRun: false,
    object: null,
    oldObject: null,
    namespaceObject: null,
  });
});

test('a Namespace lies in no namespace, though its request names it as its own', async () => {
  const kind = { group: '', version: 'v1', kind: 'Namespace' };
  expect(await inputOf({ kind, namespace: 'shop', name: 'shop' })).toMatchObject({
    namespace: '',
    name: 'shop',
    namespaceObject: null,
  });
});

test('of a binding it is looked up whose Pod it is, of other requests not', async () => {
  const kind = { group: '', version: 'v1', kind: 'Binding' };
  const resource = { group: '', version: 'v1', resource: 'pods' };
  const binding = { kind, resource, subResource: 'binding', name: 'web-1' };
  expect((await inputOf({ ...binding, object: { metadata: { uid: '69a0' } } })).owners).toEqual([
    { metadata: { namespace: 'shop', name: 'web-1', uid: '69a0' } },
  ]);
  expect((await inputOf({ ...binding, object: { metadata: {} } })).owners).toEqual([
    { metadata: { namespace: 'shop', name: 'web-1' } },
  ]);
  const older = { kind, resource: { group: '', version: 'v1', resource: 'bindings' }, name: 'web-1' };
  expect((await inputOf({ ...older, object: { metadata: {} } })).owners).toHaveLength(1);
  expect(await inputOf({ resource, subResource: 'status' })).not.toHaveProperty('owners');
  const ofOthers = { group: 'example.com', version: 'v1', resource: 'bindings' };
  expect(await inputOf({ resource: ofOthers })).not.toHaveProperty('owners');
});
