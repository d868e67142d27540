import { expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import { mergeAnswers } from './identity.ts';
import { ClusterError } from '../../../kubernetes/errors/cluster-error.ts';
import { clusterAt } from '../../../kubernetes/client/server.fixture.ts';

const answered = (name: string, url: string, uid: string | undefined) => ({
  cluster: clusterAt(url, name),
  durationMs: 5,
  uid,
  ok: true as const,
  value: name,
});
const failed = (name: string, url: string, message: string) => ({
  cluster: clusterAt(url, name),
  durationMs: 5,
  uid: undefined,
  ok: false as const,
  failure: new ClusterError('Unauthorized', message),
});
const contexts = (answers: readonly (Answer<string> & { uid: string | undefined })[]) =>
  mergeAnswers(answers).map(({ cluster }) => cluster.contexts);

const a = 'https://a:6443';
const b = 'https://b:6443';

test.each([
  { why: 'the same UID', answers: [answered('one', a, 'u'), answered('two', b, 'u')], same: true },
  { why: 'another UID at the same address', answers: [answered('one', a, 'u'), answered('two', a, 'v')], same: false },
  {
    why: 'no UID, but the same address',
    answers: [answered('one', a, 'u'), answered('two', a, undefined)],
    same: true,
  },
  { why: 'no UID and another address', answers: [answered('one', a, undefined), answered('two', b, 'u')], same: false },
  { why: 'the same failure at the same address', answers: [failed('one', a, 'x'), failed('two', a, 'x')], same: true },
  { why: 'another failure at the same address', answers: [failed('one', a, 'x'), failed('two', a, 'y')], same: false },
  { why: 'a failure beside an answer', answers: [answered('one', a, 'u'), failed('two', a, 'x')], same: false },
])('$why: one cluster is $same', ({ answers, same }) => {
  expect(contexts(answers)).toEqual(same ? [['one', 'two']] : [['one'], ['two']]);
});

test('an alias that may read the UID joins contexts at other addresses', () => {
  const answers = [answered('one', a, undefined), answered('two', a, 'u'), answered('three', b, 'u')];
  expect(contexts(answers)).toEqual([['one', 'two', 'three']]);
});

test('the first one names the cluster and gives its value, unless the values are combined', () => {
  const answers = [answered('one', a, 'u'), answered('two', b, 'u')];
  expect(mergeAnswers(answers)).toMatchObject([{ cluster: { name: 'one' }, value: 'one' }]);
  expect(mergeAnswers(answers, (first, second) => `${first},${second}`)).toMatchObject([{ value: 'one,two' }]);
});
