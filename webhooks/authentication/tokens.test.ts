import { generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { expect, test } from 'vitest';
import { requireScope } from './caller.ts';
import { checkTokens } from './tokens.ts';

const issuer = 'https://kubernetes.default.svc';
const audience = 'https://fleet-webhook.fleet-system.svc:443';
const subject = 'system:serviceaccount:kube-system:webhook-caller';
const { publicKey, privateKey } = await generateKeyPair('ES256');
const check = checkTokens({ issuer, audience, names: ['system:serviceaccount:ci:sender'] }, () => publicKey);
const attested = { 'kubernetes.io': { attestations: { admissionReviewAPIGroups: ['*'] } } };

test('a token that is attested is its bearer for the groups that it names', async () => {
  expect(await check(await token(attested), '/validate')).toEqual({ apiGroups: ['*'] });
  const apps = { 'kubernetes.io': { attestations: { admissionReviewAPIGroups: ['apps'] } } };
  const caller = await check(await token(apps), '/validate');
  requireScope(caller, 'apps');
  expect(() => {
    requireScope(caller, '');
  }).toThrow('this caller may not ask about objects of the API group ""');
});

test('a token without an attestation is believed of subjects that are named', async () => {
  expect(await check(await token({}, { sub: 'system:serviceaccount:ci:sender' }), '/validate')).toEqual({});
  await expect(check(await token({}), '/validate')).rejects.toMatchObject({
    code: 'CALLER_REFUSED',
    message: `the bearer token is of ${subject}, who is not one of callers.names, and no API group is attested to it`,
  });
});

const now = Math.floor(Date.now() / 1000);
test.each<[string, Record<string, unknown>, string]>([
  ['for another path', { aud: `${audience}/mutate` }, 'unexpected "aud" claim value'],
  ['for the API server', { aud: issuer }, 'unexpected "aud" claim value'],
  ['of another issuer', { iss: 'https://elsewhere' }, 'unexpected "iss" claim value'],
  ['that has ended', { exp: now - 60 }, '"exp" claim timestamp check failed'],
  ['that has not begun', { nbf: now + 60 }, '"nbf" claim timestamp check failed'],
  ['without an end', { exp: undefined }, 'missing required "exp" claim'],
  ['of nobody', { sub: undefined }, 'missing required "sub" claim'],
  [
    'with other attestations',
    { 'kubernetes.io': { attestations: { admissionReviewAPIGroups: [] } } },
    'its claims are not those of a ServiceAccount',
  ],
])('a token %s is not accepted', async (_what, claims, reason) => {
  await expect(check(await token(attested, claims), '/validate')).rejects.toMatchObject({
    code: 'CALLER_UNKNOWN',
    message: `the bearer token is not accepted: ${reason}`,
  });
});

test('a token that somebody else signed, that nobody signed, or that is none is not accepted', async () => {
  const other = await generateKeyPair('ES256');
  const [, payload = ''] = (await token(attested)).split('.');
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
  await expect(check(await token(attested, {}, other.privateKey), '/validate')).rejects.toThrow(
    'signature verification failed',
  );
  await expect(check(unsigned, '/validate')).rejects.toThrow('"alg" (Algorithm) Header Parameter value not allowed');
  await expect(check('abc', '/validate')).rejects.toThrow('Invalid Compact JWS');
});

test('a token that was accepted for one path is not for another', async () => {
  const accepted = await token(attested);
  await check(accepted, '/validate');
  await expect(check(accepted, '/mutate')).rejects.toThrow('unexpected "aud" claim value');
});

async function token(claims: JWTPayload, changes: Record<string, unknown> = {}, key = privateKey): Promise<string> {
  const whole = { iss: issuer, aud: `${audience}/validate`, sub: subject, exp: now + 600, ...claims, ...changes };
  return new SignJWT(whole).setProtectedHeader({ alg: 'ES256' }).sign(key);
}
