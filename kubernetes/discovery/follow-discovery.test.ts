import { afterEach, expect, test } from 'vitest';
import { scriptedClient } from '../client/scripted-client.fixture.ts';
import { followDiscovery } from './follow-discovery.ts';

const pollOptions = { timeout: 20_000 };
let stopped = new AbortController();
afterEach(() => {
  stopped.abort();
  stopped = new AbortController();
});

test('what has changed is told, what has not is not', async () => {
  const groups = (...names: string[]) => ({ groups: names.map(name => ({ name })) });
  const version = { gitVersion: 'v1.36.3' };
  const client = scriptedClient({
    '/version': [version, version, version],
    '/apis': [groups('apps'), groups('apps'), groups('apps', 'kubectl-fleet.io')],
  });
  const seen: (string[] | undefined)[] = [];
  const discovery = followDiscovery(client, {
    signal: stopped.signal,
    onChange: () => seen.push(discovery()?.apiGroups),
    onProblem: () => undefined,
    pause: 10,
  });
  await expect.poll(() => seen, pollOptions).toHaveLength(2);
  expect(seen).toEqual([['apps'], ['apps', 'kubectl-fleet.io']]);
  expect(client.asked.filter(path => path === '/apis').length).toBeGreaterThan(2);
});

test('an answer that is not of Kubernetes is told, the next one is read', async () => {
  const problems: string[] = [];
  const client = scriptedClient({
    '/version': ['nginx', { gitVersion: 'v1.36.3', major: '1' }],
    '/apis': [{ groups: [] }, { groups: [{ name: 'apps' }, { name: 'work.karmada.io' }] }],
  });
  const discovery = followDiscovery(client, {
    signal: stopped.signal,
    onChange: () => undefined,
    onProblem: problem => problems.push(problem),
  });
  expect(discovery()).toBeUndefined();
  const expected = { version: 'v1.36.3', apiGroups: ['apps', 'work.karmada.io'] };
  await expect.poll(() => discovery(), pollOptions).toEqual(expected);
  expect(problems).toEqual(['/version and /apis are not those of a Kubernetes API']);
});
