import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { selfSigned } from '../../test/testbed/certificates/certificates.ts';
import { certificatesOf, createAuthority, createLeaf, isDue, readAuthorities } from './authority.ts';

const now = new Date('2026-11-23T00:00:00.001Z');
const authority = await createAuthority(now, { seconds: 3_600 });
const other = await createAuthority(now, { seconds: 3_600 });

test('a certificate is for its hosts, and ends no later than its authority', async () => {
  const leaf = await createLeaf(authority, ['fleet-webhook.fleet-system.svc', '::1'], now, { seconds: 60 });
  expect(leaf.ends).toEqual(new Date('2026-11-23T00:01:01Z'));
  const read = new X509Certificate(leaf.cert);
  expect(read.subjectAltName).toBe('DNS:fleet-webhook.fleet-system.svc, IP Address:0:0:0:0:0:0:0:1');
  expect([read.validFromDate, read.validToDate]).toEqual([new Date('2026-11-22T23:55:00Z'), leaf.ends]);
  expect(read.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
  expect((await createLeaf(authority, ['a'], now, { seconds: 7_200 })).ends).toEqual(authority.ends);
});

test('renewal is due after two thirds of the lifetime, or at the given age', () => {
  const ends = new Date('2026-11-23T01:00:00Z');
  const at = (time: string): Date => new Date(`2026-11-23T${time}Z`);
  expect([isDue(ends, at('00:39:59'), { seconds: 3_600 }), isDue(ends, at('00:40:00'), { seconds: 3_600 })]).toEqual([
    false,
    true,
  ]);
  const lifetime = { seconds: 3_600, renewAfterSeconds: 60 };
  expect([isDue(ends, at('00:00:59'), lifetime), isDue(ends, at('00:01:00'), lifetime)]).toEqual([false, true]);
});

test('authorities are read with their keys in any order; a certificate that is no authority or has no key is left out', async () => {
  const { certificate, key } = await selfSigned('no authority');
  const certificates = ['half a certifi', authority.certificate, certificate, other.certificate].join('\n');
  const read = readAuthorities(certificates, `${other.key}${key}garbage${authority.key}`);
  expect(read).toEqual([authority, other].map(one => ({ ...one, made: new Date('2026-11-23T00:00:00Z') })));
  expect(readAuthorities(certificates, authority.key)).toHaveLength(1);
  expect(readAuthorities('', '')).toEqual([]);
});

test('certificates are compared without regard to line ends', () => {
  const broken = authority.certificate.replace('MII', '!!!');
  expect(certificatesOf(`${authority.certificate.replaceAll('\n', '\r\n')}${broken} ${other.certificate}`)).toEqual([
    authority.certificate,
    other.certificate,
  ]);
});
