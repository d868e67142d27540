import { createPrivateKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { authoritiesIn, checkedPair } from '../../kubernetes/credentials/certificates.ts';
import { createAuthority, issueCertificate } from '../testbed/certificates/certificates.ts';

const authority = await createAuthority('ca');
const ann = await issueCertificate(authority, { commonName: 'ann' });
const none = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

const authorities = (text: string) => authoritiesIn({ content: Buffer.from(text), origin: 'ca.crt' });
const pair = (certificate: string, key: string) =>
  checkedPair({ content: Buffer.from(certificate), origin: 'c' }, { content: Buffer.from(key), origin: 'k' });

test('every certificate of a file is an authority, whatever else is in it', () => {
  const texts = authorities(`root: "é"\n${authority.certificate}${none}${ann.key}${ann.certificate}`);
  expect(texts).toEqual([authority.certificate.trim(), ann.certificate.trim()]);
});

test.each([
  { text: '', problem: 'ca.crt holds no certificate' },
  { text: ann.key, problem: 'ca.crt holds no certificate' },
  { text: none, problem: 'ca.crt holds no certificate that can be parsed' },
])('$problem', ({ text, problem }) => {
  expect(() => authorities(text)).toThrow(expect.objectContaining({ reason: 'CredentialsInvalid', message: problem }));
});

test('a certificate and its key may lie in one file, in any order', () => {
  expect(pair(ann.key + ann.certificate, ann.certificate + ann.key).subject).toBe('CN=ann');
});

const passphrase = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const;
const encrypted = createPrivateKey(ann.key).export(passphrase).toString();

test.each([
  { certificate: 'x', key: ann.key, problem: 'c holds no certificate' },
  { certificate: ann.certificate, key: 'x', problem: 'k holds no key' },
  { certificate: ann.certificate, key: encrypted, problem: 'k is encrypted: decrypt it' },
  { certificate: ann.certificate, key: authority.key, problem: 'k is not the key of c' },
])('$problem', ({ certificate, key, problem }) => {
  expect(() => pair(certificate, key)).toThrow(
    expect.objectContaining({ reason: 'CredentialsInvalid', message: problem }),
  );
});
