import { expect, test } from 'vitest';
import type { Decision } from '../../policies/review/decision.ts';
import { reviewOfCreate } from '../../policies/review/review-of-create.ts';
import { decideWithMaker } from './decide-with-maker.ts';

const input = reviewOfCreate(
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web-7d9f', namespace: 'shop' } },
  { cluster: {}, settings: {}, namespaceObject: null, now: '2026-11-30T00:00:00Z' },
);
const reference = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' };
const refused: Decision = { allowed: false, findings: [], maker: { ...reference, namespace: 'shop' } };
const allowed: Decision = { allowed: true, findings: [] };
const nobody = (): Promise<undefined> => Promise.resolve(undefined);

test('the object that decides is fetched for what is refused alone', async () => {
  const asked: unknown[] = [];
  const find = (...words: unknown[]) => {
    asked.push(words);
    return Promise.resolve({ kind: 'Rollout' });
  };
  expect(await decideWithMaker(input, () => allowed, find)).toBe(allowed);
  expect(await decideWithMaker(input, () => ({ allowed: false, findings: [] }), find)).toMatchObject({
    allowed: false,
  });
  expect(asked).toEqual([]);
  const decision = await decideWithMaker(
    input,
    ({ maker }) => (maker?.['kind'] === 'Rollout' ? allowed : refused),
    find,
  );
  expect(decision).toBe(allowed);
  expect(asked).toEqual([[reference, 'shop']]);
});

test('an object that cannot be seen changes nothing', async () => {
  expect(await decideWithMaker(input, () => refused, nobody)).toBe(refused);
});
