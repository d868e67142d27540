import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Read } from '../../policies/facts/reads.ts';
import { scriptedClient } from '../../kubernetes/client/scripted-client.fixture.ts';
import { keepExemptionStatus } from './keep-status.ts';
import { countUses } from './uses.ts';

const read: Read = {
  into: 'exemptions',
  group: 'kubectl-fleet.io',
  version: 'v1alpha1',
  resource: 'fleetexemptions',
  kind: 'FleetExemption',
  by: ['webhook'],
  fields: [['spec']],
};
const path = '/apis/kubectl-fleet.io/v1alpha1/fleetexemptions';
const web = {
  metadata: { name: 'web', resourceVersion: '7', generation: 1 },
  spec: {
    rules: ['own-no-pods'],
    objects: { names: ['web'] },
    owner: 'shop',
    reason: 'moves in January',
    ticket: 'OPS-1',
    expiresAt: '2026-12-31',
  },
};

let stopped = new AbortController();
afterEach(() => {
  stopped.abort();
  stopped = new AbortController();
});

/** Keeps the status of one exemption. Tests change `missing`; `written` has the written paths. */
function keepStatus(missing: string[]) {
  const client = scriptedClient({ [`${path}?limit=500`]: [{ metadata: { resourceVersion: '7' }, items: [web] }] });
  const written: string[] = [];
  const writer = {
    ...client,
    write: (_method: string, to: string) => {
      written.push(to);
      return Promise.resolve();
    },
  };
  const engine = {
    reads: () => [read],
    rules: () => ['own-no-pods'],
    exemptionStates: () => ({ web: { state: 'Active' as const, says: '' } }),
  };
  const flush = keepExemptionStatus(
    writer,
    {
      policy: () => ({ engine, settings: {} }),
      uses: countUses(),
      missing: () => missing,
      serves: () => true,
      now: () => new Date('2026-11-23T12:00:00Z'),
      metrics: { exemptions: () => undefined },
    },
    { signal: stopped.signal, onProblem: () => undefined },
  );
  return { asked: client.asked, written, flush };
}

test('nothing is read while a bundle is missing, because exemptions of its rules would be malformed', async () => {
  const [awaiting, ready] = [keepStatus(['bundle']), keepStatus([])];
  // The first check of both has started and sent its request.
  await setImmediate();
  expect([awaiting.asked, ready.asked]).toEqual([[], [`${path}?limit=500`]]);
});

test('at the end nothing is written while something is missing', async () => {
  const missing: string[] = [];
  const { asked, written, flush } = keepStatus(missing);
  await expect.poll(() => asked, { timeout: 20_000 }).toContainEqual(expect.stringContaining('watch=true'));
  missing.push('namespaces');
  const before = written.length;
  await flush();
  expect(written).toHaveLength(before);
  missing.pop();
  await flush();
  expect(written).toHaveLength(before + 1);
});
