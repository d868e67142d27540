import { expect, onTestFinished, test } from 'vitest';
import { createAuthority, issueCertificate } from '../../test/testbed/certificates/certificates.ts';
import { send } from '../../test/testbed/cluster/send.ts';
import { appWith } from '../app.fixture.ts';

const limit = 7 * 1024 * 1024;

test.each([
  [limit, 400, 'the body is not JSON'],
  [limit + 1, 413, 'Request body is too large'],
])('a body of %i bytes in chunks, which announces no length, is answered with %i', async (length, status, words) => {
  const { certificate: cert, key } = await issueCertificate(await createAuthority('test'), { commonName: 'webhook' });
  const current = () => ({ cert, key, ends: new Date('2100-01-01') });
  const { app } = appWith({ certificate: { current, missing: () => [] } });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => app.close());
  const answer = await send(`${url}/validate`, {
    body: Buffer.alloc(length, 'x'),
    headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    rejectUnauthorized: false,
  });
  expect(answer).toMatchObject({ status, body: `kubectl fleet: ${words}\n` });
});
