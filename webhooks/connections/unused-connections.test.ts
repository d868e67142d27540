import { once } from 'node:events';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { createAuthority, issueCertificate } from '../../test/testbed/certificates/certificates.ts';
import { send } from '../../test/testbed/cluster/send.ts';
import { appWith, reviewOf } from '../app.fixture.ts';

test('a server that closes waits for the answer to what was asked, not for a connection over which nothing was asked', async () => {
  const { certificate: cert, key } = await issueCertificate(await createAuthority('test'), { commonName: 'webhook' });
  const current = () => ({ cert, key, ends: new Date('2100-01-01') });
  const asked = Promise.withResolvers<undefined>();
  const turn = Promise.withResolvers<undefined>();
  const { app } = appWith({
    certificate: { current, missing: () => [] },
    evaluationQueue: {
      wait: () => {
        asked.resolve(undefined);
        return turn.promise;
      },
    },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const unused = connect({ host: '127.0.0.1', port: Number(new URL(url).port), rejectUnauthorized: false });
  await once(unused, 'secureConnect');
  const answer = send(`${url}/validate`, { body: JSON.stringify(reviewOf()), rejectUnauthorized: false });
  await asked.promise;
  const closed = app.close();
  await once(unused, 'close');
  turn.resolve(undefined);
  expect(await answer).toMatchObject({ status: 200 });
  await closed;
});
