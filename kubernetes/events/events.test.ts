import { expect, test } from 'vitest';
import { eventRecorder, type NewEvent } from './events.ts';
import { ClusterError } from '../errors/cluster-error.ts';

const event: NewEvent = {
  about: { apiVersion: 'v1', kind: 'Pod', namespace: 'fleet-system', name: 'fleet-webhook-0', uid: 'c0ffee' },
  type: 'Warning',
  reason: 'BundleRefused',
  message: 'it is not signed',
};

/** Returns a recorder with a clock that only `pass` moves, and everything that it writes. */
function recorder(answers: Error[] = []) {
  const written: [string, string, unknown][] = [];
  const problems: string[] = [];
  let time = Date.parse('2026-11-23T00:00:00.123Z');
  const record = eventRecorder(
    {
      write: (method, path, object) => {
        written.push([method, path, object]);
        const answer = answers.shift();
        return answer === undefined ? Promise.resolve({}) : Promise.reject(answer);
      },
    },
    { instance: 'fleet-webhook-0', now: () => new Date(time), onProblem: problem => problems.push(problem) },
  );
  return { record, written, problems, answers, pass: (seconds: number) => (time += seconds * 1_000) };
}

test('a event becomes an Event of its object, one that comes again is counted', async () => {
  const { record, written, pass } = recorder();
  record(event);
  await expect.poll(() => written).toHaveLength(1);
  pass(60);
  record({ ...event });
  await expect.poll(() => written).toHaveLength(2);
  const name = /\/(kubectl-fleet\.[0-9a-f]{16})$/.exec(written[1]?.[1] ?? '')?.[1] ?? 'none';
  expect(written).toEqual([
    [
      'POST',
      '/api/v1/namespaces/fleet-system/events',
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name, namespace: 'fleet-system' },
        involvedObject: event.about,
        type: 'Warning',
        reason: 'BundleRefused',
        message: 'it is not signed',
        firstTimestamp: '2026-11-23T00:00:00Z',
        lastTimestamp: '2026-11-23T00:00:00Z',
        count: 1,
        reportingComponent: 'kubectl-fleet',
        reportingInstance: 'fleet-webhook-0',
      },
    ],
    ['PATCH', `/api/v1/namespaces/fleet-system/events/${name}`, { count: 2, lastTimestamp: '2026-11-23T00:01:00Z' }],
  ]);
});

test('an Event that the cluster has forgotten is written anew', async () => {
  const { record, written, problems, answers } = recorder();
  record(event);
  await expect.poll(() => written).toHaveLength(1);
  answers.push(new ClusterError('NotFound', 'gone'));
  record(event);
  await expect.poll(() => written).toHaveLength(3);
  expect(written.map(([method]) => method)).toEqual(['POST', 'PATCH', 'POST']);
  expect(written[2]?.[2]).toMatchObject({ count: 2 });
  expect(problems).toEqual([]);
});

test('what lies in no namespace has its Event in default, and a long message is cut', async () => {
  const { record, written } = recorder();
  record({ ...event, about: { apiVersion: 'v1', kind: 'Node', name: 'a' }, message: 'é'.repeat(2_000) });
  await expect.poll(() => written).toHaveLength(1);
  expect(written[0]?.[1]).toBe('/api/v1/namespaces/default/events');
  expect(written[0]?.[2]).toMatchObject({ metadata: { namespace: 'default' }, message: 'é'.repeat(1_000) });
});

test('a cluster that takes no Events is told of once, and nothing is thrown', async () => {
  const refusal = new ClusterError('InvalidAnswer', 'events is forbidden');
  const { record, written, problems } = recorder([refusal, refusal]);
  record(event);
  record(event);
  await expect.poll(() => written).toHaveLength(2);
  await expect.poll(() => problems).toEqual(['no Event could be written: events is forbidden']);
});

test('what comes too fast is left out, and counted with the next that is written', async () => {
  const { record, written, pass } = recorder();
  for (let index = 0; index < 100; index++) record({ ...event, message: `finding ${index}` });
  await expect.poll(() => written).toHaveLength(50);
  pass(1);
  record({ ...event, message: 'finding 99' });
  record({ ...event, message: 'finding 98' });
  await expect.poll(() => written).toHaveLength(51);
  expect(written[50]?.[2]).toMatchObject({ message: 'finding 99', count: 2 });
});
