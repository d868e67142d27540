import { afterEach, expect, test } from 'vitest';
import { scriptedClient } from './client.fixture.ts';
import { discover } from './discovery.ts';

const patience = { timeout: 20_000 };
const stopped = new AbortController();
afterEach(() => {
  stopped.abort();
});

test('an answer that is not of Kubernetes is told, the next one is read', async () => {
  const problems: string[] = [];
  const client = scriptedClient({
    '/version': ['nginx', { gitVersion: 'v1.36.3', major: '1' }],
    '/apis': [{ groups: [] }, { groups: [{ name: 'apps' }, { name: 'work.karmada.io' }] }],
  });
  const discovery = discover(client, {
    signal: stopped.signal,
    onChange: () => undefined,
    onProblem: problem => problems.push(problem),
  });
  expect(discovery()).toBeUndefined();
  const expected = { version: 'v1.36.3', apiGroups: ['apps', 'work.karmada.io'] };
  await expect.poll(() => discovery(), patience).toEqual(expected);
  expect(problems).toEqual(['/version and /apis are not those of a Kubernetes API']);
});
