import { expect, test } from 'vitest';
import { appWith, dependenciesWith, post, reviewOf } from '../app.fixture.ts';

const unknown = () => ['nodes: not read yet', 'discovery: 403'];

test('the process is alive and ready', async () => {
  const { app } = appWith();
  expect(await app.inject('/healthz')).toMatchObject({ statusCode: 200, body: 'ok\n' });
  expect(await app.inject('/readyz')).toMatchObject({ statusCode: 200, body: 'ok\n' });
});

test('not ready says every reason, one a line', async () => {
  const { app } = appWith({
    missing: unknown,
    certificate: {
      current: () => ({ cert: '', key: '', ends: new Date('2026-11-22T00:00:00Z') }),
      missing: () => ['certificate: its authority is not in each caBundle yet'],
    },
    draining: () => true,
  });
  expect(await app.inject('/readyz')).toMatchObject({
    statusCode: 503,
    body: [
      'nodes: not read yet',
      'discovery: 403',
      'certificate: its authority is not in each caBundle yet',
      'certificate: expired at 2026-11-22T00:00:00.000Z',
      'process: about to end',
      '',
    ].join('\n'),
  });
  expect(await app.inject('/healthz')).toMatchObject({ statusCode: 200 });
});

test('a ready process says which entries of the settings it skips', async () => {
  const { policy } = dependenciesWith().dependencies;
  const { app } = appWith({
    policy: () => ({ ...policy(), skipped: ['rules.no-dogs is no rule', 'owner is not known here'] }),
  });
  expect(await app.inject('/readyz')).toMatchObject({
    statusCode: 200,
    body: 'ok\nskipped: rules.no-dogs is no rule\nskipped: owner is not known here\n',
  });
});

test('a review in a cluster that is not known yet may be sent again in a second', async () => {
  const { app } = appWith({ missing: unknown });
  const answer = await post(app, '/validate', reviewOf());
  expect(answer).toMatchObject({
    statusCode: 503,
    body: 'kubectl fleet: not ready: nodes: not read yet, discovery: 403\n',
  });
  expect(answer.headers['retry-after']).toBe('1');
});

test('a draining process still answers and asks for the connection to be closed', async () => {
  const { app } = appWith({ draining: () => true });
  const answer = await post(app, '/validate', reviewOf());
  expect(answer.statusCode).toBe(200);
  expect(answer.headers.connection).toBe('close');
});
