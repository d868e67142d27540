import { createServer } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mountFiles, type Mount } from '../../test/admission/mount.ts';
import { createAuthority, issueCertificate } from '../../test/testbed/certificates/certificates.ts';
import { createClient } from './client.ts';
import { serviceAccount } from './service-account.ts';

const authority = await createAuthority('cluster');
const { certificate, key } = await issueCertificate(authority, { commonName: 'api', hosts: ['127.0.0.1'] });
const server = createServer({ cert: certificate, key }, (request, response) => {
  response.end(JSON.stringify(request.headers.authorization));
});
let mount: Mount;
let environment: Record<string, string>;
beforeAll(async () => {
  mount = await mountFiles({ token: 'first\n', 'ca.crt': authority.certificate });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  environment = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port) };
});
afterAll(async () => {
  server.close();
  await mount.remove();
});

test('who asks is shown by the token that is there now, and the cluster by its CA', async () => {
  const account = serviceAccount(environment, mount.file('..data'));
  if (account === undefined) throw new TypeError('no cluster');
  const client = createClient(account, { userAgent: 'kubectl-fleet-test' });
  expect(await client.get('/')).toBe('Bearer first');
  await mount.put({ token: 'second', 'ca.crt': authority.certificate });
  expect(await client.get('/')).toBe('Bearer second');
  await mount.put({ token: 'third', 'ca.crt': (await createAuthority('another')).certificate });
  await expect(client.get('/')).rejects.toThrow('unable to verify the first certificate');
});

test('an address of six is put in brackets', () => {
  const url = 'https://[fd00::1]:443';
  expect(serviceAccount({ KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' })).toMatchObject({ url });
});

test('outside of a pod there is none', () => {
  expect(serviceAccount({})).toBeUndefined();
});
