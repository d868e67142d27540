import { expect, test } from 'vitest';
import { appWith, post, reviewOf } from '../app.fixture.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Caller } from './caller.ts';
import type { Authenticator } from './authenticator.ts';

const asked: unknown[] = [];
const callersWho = (identify: () => Promise<Caller>): Authenticator => ({
  clientCA: () => undefined,
  identify: ({ authorization, path }) => {
    asked.push({ authorization, path });
    return identify();
  },
  missing: () => [],
});
const review = reviewOf({ namespace: 'default' });

test('who sends a review is found out by what he shows and where he sends it', async () => {
  const { app } = appWith({ callers: callersWho(() => Promise.resolve({ apiGroups: ['apps'] })) });
  const headers = { 'content-type': 'application/json', authorization: 'Bearer abc' };
  expect((await post(app, '/validate?timeout=3s', review, headers)).statusCode).toBe(200);
  expect(asked).toEqual([{ authorization: 'Bearer abc', path: '/validate' }]);
});

test('who is unknown is told once in the log, is not heard, and is answered how the webhook is', async () => {
  const unknown = new WebhookError('CALLER_UNKNOWN', 'whoever asks has to prove it');
  const { app, lines } = appWith({ callers: callersWho(() => Promise.reject(unknown)) });
  for (const body of ['not even a review', review]) {
    expect(await post(app, '/validate', body)).toMatchObject({
      statusCode: 401,
      body: 'kubectl fleet: whoever asks has to prove it\n',
    });
  }
  expect(lines.map(line => /"msg":"([^"]*)"/.exec(line)?.[1])).toEqual(['whoever asks has to prove it']);
  expect((await app.inject('/readyz')).statusCode).toBe(200);
});

test('a caller may ask only about the API groups that are attested to it', async () => {
  const { app } = appWith({ callers: callersWho(() => Promise.resolve({ apiGroups: ['batch'] })) });
  expect(await post(app, '/validate', review)).toMatchObject({
    statusCode: 403,
    body: 'kubectl fleet: this caller may not ask about objects of the API group "apps"\n',
  });
});
