import { get, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { readBody } from './response-body.ts';
import { startServer } from './server.fixture.ts';

test.each([
  { length: 10, outcome: 'is read' },
  { length: 11, outcome: 'is refused' },
])('an answer of $length bytes $outcome where 10 are the limit', async ({ length }) => {
  const { url } = await startServer(() => ({ body: 'x'.repeat(length) }));
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).on('error', reject);
  });
  const reading = readBody(response, url, 10);
  if (length === 10) expect(await reading).toBe('x'.repeat(10));
  else await expect(reading).rejects.toThrow(`the answer is longer than 10 bytes (${url})`);
});
