import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import type { Engine } from '../policies/engine/engine.ts';
import { EngineError } from '../policies/engine/errors.ts';
import { createAuthority, issueCertificate } from '../test/testbed/certificates/certificates.ts';
import { appWith, mutatesNothing, post, reviewOf } from './app.fixture.ts';
import { createMetrics } from './metrics/metrics.ts';

const refused: [string, string, number, string][] = [
  ['truncated JSON', '{"kind":', 400, 'the body is not JSON'],
  ['nothing', '', 400, 'the body is not JSON'],
  ['another kind', '{"kind":"Pod"}', 400, 'the body is not an AdmissionReview'],
  ['8 MiB', `"${'x'.repeat(8 * 1024 * 1024)}"`, 413, 'Request body is too large'],
];

test.each(refused)('%s is refused in plain words', async (_what, body, statusCode, words) => {
  const answer = await post(appWith().app, '/validate', body);
  expect(answer).toMatchObject({ statusCode, body: `kubectl fleet: ${words}\n` });
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
});

test.each(['text/plain', 'application/yaml', 'application/jsonx', undefined])(
  'content type %s is refused',
  async type => {
    const answer = await post(
      appWith().app,
      '/validate',
      reviewOf(),
      type === undefined ? {} : { 'content-type': type },
    );
    expect(answer).toMatchObject({ statusCode: 415, body: 'kubectl fleet: Unsupported Media Type\n' });
  },
);

test('a review of nearly 7 MiB is answered', async () => {
  const object = { metadata: {}, data: { blob: 'x'.repeat(7 * 1024 * 1024 - 1000) } };
  expect(await post(appWith().app, '/validate', reviewOf({ object }))).toMatchObject({ statusCode: 200 });
});

test('keys that mean something to JavaScript reach the engine as they are', async () => {
  const seen: string[] = [];
  const engine: Pick<Engine, 'decide' | 'mutate'> = {
    mutate: mutatesNothing,
    decide: (_input, _without, texts) => {
      seen.push(Buffer.concat(texts?.object ?? []).toString());
      return { allowed: true, findings: [] };
    },
  };
  const body = JSON.stringify(reviewOf()).replace(
    '"metadata":{',
    '"data":{"__proto__":"a","constructor":"b"},"metadata":{',
  );
  expect(await post(appWith({ engine }).app, '/validate', body)).toMatchObject({ statusCode: 200 });
  expect(seen[0]).toContain('"data":{"__proto__":"a","constructor":"b"}');
});

test.each(['/mutate', '/validate'])('an engine that cannot decide is a 500 at %s, never an allow', async url => {
  const fail = (): never => {
    throw new EngineError('EVALUATION_FAILED', 'fleet/main/decision: out of memory');
  };
  const metrics = createMetrics();
  const { app, lines } = appWith({ engine: { mutate: fail, decide: fail }, metrics });
  const object = { metadata: {}, data: { password: 'hunter2' } };
  expect(await post(app, url, reviewOf({ object }))).toMatchObject({
    statusCode: 500,
    body: 'kubectl fleet: the rules could not be evaluated: EVALUATION_FAILED fleet/main/decision: out of memory\n',
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('hunter2');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 50,
    err: { type: 'EngineError', code: 'EVALUATION_FAILED' },
  });
  expect(await metrics.registry.metrics()).toContain('kubectl_fleet_admission_failures_total{status="500"} 1');
});

test('a defect of the webhook itself is a 500 that keeps its words for the log', async () => {
  const fail = (): never => {
    throw new TypeError('x is not a function');
  };
  const { app, lines } = appWith({ engine: { mutate: fail, decide: fail } });
  expect(await post(app, '/validate', reviewOf())).toMatchObject({
    statusCode: 500,
    body: 'kubectl fleet: internal error, see the log of the webhook\n',
  });
  expect(lines[0]).toContain('x is not a function');
});

test('a body that does not come is not waited for', async () => {
  const { certificate: cert, key } = await issueCertificate(await createAuthority('test'), { commonName: 'webhook' });
  const current = () => ({ cert, key, ends: new Date('2100-01-01') });
  const { app } = appWith({ certificate: { current, missing: () => [] } });
  app.server.requestTimeout = app.server.headersTimeout = 100;
  const { hostname, port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
  socket.write('POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{');
  expect(await text(socket)).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
  await app.close();
});

test('a connection outlives the 90 s that kube-apiserver keeps it idle, a slow body does not', () => {
  const { server } = appWith().app;
  expect(server).toMatchObject({ keepAliveTimeout: 110_000, headersTimeout: 15_000, requestTimeout: 15_000 });
});
