import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority, issueCertificate } from '../../test/testbed/certificates/certificates.ts';
import type { Certificate } from './certificate.ts';
import { followCertificate, readCertificate } from './files.ts';

const patience = { timeout: 20_000 };
const authority = await createAuthority('test');
const issue = (): ReturnType<typeof issueCertificate> =>
  issueCertificate(authority, { commonName: 'webhook', expires: new Date('2030-01-01T00:00:00Z') });
let folder = '';
let files = { cert: '', key: '' };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-certificate-'));
  files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') };
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function put({ certificate, key }: Awaited<ReturnType<typeof issueCertificate>>): Promise<void> {
  await Promise.all([writeFile(files.cert, certificate), writeFile(files.key, key)]);
}

test('a certificate is read with its key and its end', async () => {
  const { certificate, key } = await issue();
  await put({ certificate, key });
  expect(await readCertificate(files)).toEqual({ cert: certificate, key, ends: new Date('2030-01-01T00:00:00Z') });
});

test("another certificate's key is refused", async () => {
  await put({ ...(await issue()), key: (await issue()).key });
  await expect(readCertificate(files)).rejects.toMatchObject({
    code: 'CERTIFICATE_INVALID',
    message: `${files.cert} cannot be served: ${files.key} is not its key`,
  });
});

test('a renewed certificate is served, a broken one is reported and changes nothing', async () => {
  const stopped = new AbortController();
  const renewals: Certificate[] = [];
  const problems: string[] = [];
  await put(await issue());
  const { current } = await followCertificate(files, {
    signal: stopped.signal,
    onProblem: problem => problems.push(problem),
    onChange: renewed => renewals.push(renewed),
  });
  await writeFile(files.cert, 'half a certifi');
  await expect.poll(() => problems, patience).toHaveLength(1);
  expect(renewals).toEqual([]);
  const renewed = await issue();
  await put(renewed);
  await expect.poll(() => renewals, patience).toHaveLength(1);
  expect(renewals[0]?.cert).toBe(renewed.certificate);
  expect(current()).toBe(renewals[0]);
  stopped.abort();
});
