import { expect, test } from 'vitest';
import { ClusterError } from '../../kubernetes/errors/cluster-error.ts';
import { checkSmokeTests, runSmokeTests } from './smoke-tests.ts';

const path = '/apis/apps/v1/namespaces/default/statefulsets?dryRun=All';
const fine = { title: 'a plain one', path, object: { kind: 'Plain' } };
const bad = { title: 'a federated one', path, object: { kind: 'Federated' }, refusedBy: 'no-federated-stateful' };

function cluster(answers: Record<string, string>) {
  const asked: unknown[] = [];
  return {
    asked,
    write: (method: string, at: string, object: unknown): Promise<unknown> => {
      asked.push([method, at, object]);
      const [, problem] = Object.entries(answers).find(([kind]) => JSON.stringify(object).includes(kind)) ?? [];
      return problem === undefined ? Promise.resolve({}) : Promise.reject(new ClusterError('InvalidAnswer', problem));
    },
  };
}

test('what is fine is accepted and what is not is refused', async () => {
  const client = cluster({ Federated: `${path} answers 403: no-federated-stateful: it was placed here` });
  expect(await runSmokeTests(client, [fine, bad])).toEqual({
    lines: ['ok      a plain one: accepted', 'ok      a federated one: refused'],
    asExpected: true,
  });
  expect(client.asked).toEqual([
    ['POST', path, fine.object],
    ['POST', path, bad.object],
  ]);
});

test('a webhook that nobody asks is found out', async () => {
  expect(await runSmokeTests(cluster({}), [fine, bad])).toEqual({
    lines: ['ok      a plain one: accepted', 'failed  a federated one: accepted'],
    asExpected: false,
  });
});

test('below a ceiling an object that comes back annotated proves that the webhook was asked', async () => {
  const gentle = { ...fine, annotated: 'kubectl-fleet.io/cluster' };
  const answering = (annotations: Record<string, string>) => ({
    write: () => Promise.resolve({ metadata: { annotations } }),
  });
  expect(await runSmokeTests(answering({ 'kubectl-fleet.io/cluster': 'eu-1' }), [gentle])).toEqual({
    lines: ['ok      a plain one: accepted'],
    asExpected: true,
  });
  for (const client of [answering({}), cluster({})]) {
    expect(await runSmokeTests(client, [gentle])).toEqual({
      lines: ['failed  a plain one: accepted without annotation kubectl-fleet.io/cluster'],
      asExpected: false,
    });
  }
});

test('an object refused for another reason is not what was to be shown, and the reason is told', async () => {
  const problem = `${path} answers 500: failed calling webhook: connection refused`;
  expect(await runSmokeTests(cluster({ Plain: problem, Federated: problem }), [fine, bad])).toEqual({
    lines: [`failed  a plain one: ${problem}`, `failed  a federated one: ${problem}`],
    asExpected: false,
  });
});

test('a smoke test without dry run is invalid', () => {
  expect(checkSmokeTests([{ ...fine, path: '/api/v1/namespaces' }])).toEqual({
    problems: [expect.stringContaining('must match pattern')],
  });
  expect(checkSmokeTests([fine, bad])).toEqual({ value: [fine, bad] });
});
