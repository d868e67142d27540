import { once } from 'node:events';
import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { createAuthority, issueCertificate } from '../../test/testbed/certificates/certificates.ts';
import { scriptedClient } from '../../kubernetes/client/scripted-client.fixture.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { followIssuer, type Issuer } from './issuer.ts';

const cluster = 'https://kubernetes.default.svc';
const discovery = '/.well-known/openid-configuration';
const of = (issuer: string): object => ({ issuer, jwks_uri: `${issuer}/keys` });
const [first, second] = await Promise.all([keyPair('first'), keyPair('second')]);

test('keys of the cluster itself come by the way that is there anyhow', async () => {
  const { issuer } = follow({ [discovery]: [of(cluster)], '/openid/v1/jwks': [{ keys: [first.jwk] }] });
  await expect.poll(issuer.missing).toEqual([]);
  await expect(accepts(issuer, first)).resolves.toBe(true);
  await expect(accepts(issuer, second)).rejects.toThrow('no applicable key found in the JSON Web Key Set');
});

test('a token with an unknown key makes the keys read again, and is to be sent again', async () => {
  const answers = {
    [discovery]: [of(cluster), of(cluster)],
    '/openid/v1/jwks': [{ keys: [first.jwk] }, { keys: [second.jwk] }],
  };
  const { issuer } = follow(answers, cluster, 0);
  await expect.poll(issuer.missing).toEqual([]);
  await expect(accepts(issuer, second)).rejects.toEqual(
    new WebhookError('NOT_READY', `not ready: keys of ${cluster}: read again`),
  );
  await expect.poll(() => accepts(issuer, second).catch(String)).toBe(true);
});

test('keys of another issuer are read where it says they are', async () => {
  const url = await serve(own => ({ [discovery]: of(own), '/keys': { keys: [first.jwk] } }));
  const { issuer } = follow({ [discovery]: [of(cluster)] }, url);
  await expect.poll(issuer.missing).toEqual([]);
  await expect(accepts(issuer, first)).resolves.toBe(true);
});

test.each([
  ['an issuer that is another one', (): object => ({ [discovery]: of(cluster) }), `it calls itself ${cluster}`],
  ['an answer that is none', (): object => ({ [discovery]: {} }), 'it does not say where they are'],
  [
    'a list that is none',
    (own: string): object => ({ [discovery]: of(own), '/keys': { keys: 1 } }),
    'what it answers are no keys',
  ],
])('%s is told, and no token is believed', async (_what, pages, reason) => {
  const url = await serve(pages);
  const { issuer, problems } = follow({ [discovery]: [new Error('403')] }, url);
  await expect.poll(() => problems).toEqual([`keys of ${url}: ${reason}`]);
  expect(issuer.missing()).toEqual([`callers: keys of ${url}: ${reason}`]);
  await expect(accepts(issuer, first)).rejects.toThrow(`not ready: keys of ${url}: ${reason}`);
});

test('an issuer that is neither the cluster nor a URL is told', async () => {
  const { issuer } = follow({}, 'kubernetes/serviceaccount');
  await expect
    .poll(issuer.missing)
    .toEqual(['callers: keys of kubernetes/serviceaccount: it is neither this cluster nor an https URL']);
});

function follow(
  answers: Record<string, unknown[]>,
  issuer = cluster,
  patience = 30_000,
): { issuer: Issuer; problems: string[] } {
  const stopped = new AbortController();
  onTestFinished(() => {
    stopped.abort();
  });
  const problems: string[] = [];
  const keeping = { signal: stopped.signal, onProblem: (problem: string) => problems.push(problem) };
  return { issuer: followIssuer(scriptedClient(answers), issuer, keeping, patience), problems };
}

async function accepts({ keyOf }: Issuer, { privateKey, jwk }: KeyPair): Promise<boolean> {
  const token = await new SignJWT().setProtectedHeader({ alg: 'ES256', kid: jwk.kid ?? '' }).sign(privateKey);
  return jwtVerify(token, keyOf).then(() => true);
}

interface KeyPair {
  privateKey: CryptoKey;
  jwk: JWK;
}

async function keyPair(kid: string): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
}

/** Starts a server of these pages that this process trusts. */
async function serve(pages: (url: string) => object): Promise<string> {
  const authority = await createAuthority('issuer-ca');
  const { certificate: cert, key } = await issueCertificate(authority, { commonName: 'issuer', hosts: ['127.0.0.1'] });
  const before = getCACertificates();
  setDefaultCACertificates([authority.certificate]);
  const server = createServer({ cert, key }, (request, response) => {
    response.end(JSON.stringify(new Map(Object.entries(pages(url))).get(request.url ?? '')));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    setDefaultCACertificates(before);
  });
  const address = server.address();
  const url = `https://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  return url;
}
