import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CompactSign } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesOfBundle } from '../../../policies/engine/policy-files.ts';
import {
  buildTrial,
  makeKey,
  signBundle,
  type Algorithm,
  type KeyFiles,
} from '../../../test/policies/signed-bundle.fixture.ts';
import { WebhookError } from '../../errors/webhook-error.ts';
import { readKeys } from './keys.ts';
import { verifyBundle } from './verify.ts';

const algorithms: Algorithm[] = ['RS256', 'ES256', 'HS256'];
/** Values that JSON and Go can write in two ways. */
const data = String.raw`{"numbers": [1.0, 1e3, -0, 12345678901234567890], "10": 1, "9": 2, "text": "<&>\u2028\u0001é\ud83d\ude00", "\uff5e": {}, "\ud83d\ude00": []}`;

let folder = '';
let keys: Record<Algorithm, KeyFiles>;
let rego = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-verify-'));
  const [RS256, ES256, HS256] = await Promise.all(algorithms.map(name => makeKey(folder, name, name)));
  if (RS256 === undefined || ES256 === undefined || HS256 === undefined) throw new Error('a key is missing');
  keys = { RS256, ES256, HS256 };
  await mkdir(join(folder, 'trial/inner'), { recursive: true });
  rego = join(folder, 'trial/trial.rego');
  await writeFile(rego, 'package trial\n\nallow if data.inner.text == input.text\n');
  await writeFile(join(folder, 'trial/inner/data.json'), data);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Verifies a bundle where `platform` is the only known key. */
async function verdict(
  files: ReadonlyMap<string, Buffer>,
  key: KeyFiles,
  { scope = '', isRequired = true, id = 'platform' } = {},
): Promise<string | undefined> {
  const known = await readKeys([{ id, file: key.file, algorithm: key.algorithm }]);
  return verifyBundle(files, { keys: known, scope, isRequired }).catch((error: unknown) => String(error));
}

const built = async (key: KeyFiles) => filesOfBundle(await buildTrial(rego, key), 'bundle');

test.each(algorithms)('a bundle that opa build has signed with %s is taken', async algorithm => {
  const files = await built(keys[algorithm]);
  expect([...files.keys()].sort()).toEqual(['.manifest', '.signatures.json', 'data.json', 'policy.wasm', 'trial.rego']);
  expect(await verdict(files, keys[algorithm])).toBe('platform');
});

test.each(algorithms)('a bundle that opa sign has signed with %s is taken for its scope', async algorithm => {
  const bundle = join(folder, `${algorithm}.tar.gz`);
  await writeFile(bundle, await buildTrial(rego));
  const files = filesOfBundle(
    await signBundle(bundle, keys[algorithm], { keyid: 'platform', scope: 'webhook', iss: 'ci' }),
    'bundle',
  );
  expect(await verdict(files, keys[algorithm], { scope: 'webhook' })).toBe('platform');
  expect(await verdict(files, keys[algorithm])).toBe(
    'WebhookError: it is signed for scope "webhook", and "" is wanted',
  );
  expect(await verdict(files, keys[algorithm], { scope: 'lint' })).toBe(
    'WebhookError: it is signed for scope "webhook", and "lint" is wanted',
  );
});

test('a signature that names no key is of the one that is known', async () => {
  const bundle = join(folder, 'unnamed.tar.gz');
  await writeFile(bundle, await buildTrial(rego));
  const files = filesOfBundle(await signBundle(bundle, keys.ES256, {}), 'bundle');
  expect(await verdict(files, keys.ES256)).toBe('platform');
  const two = await readKeys([
    { id: 'old', file: keys.RS256.file, algorithm: 'RS256' },
    { id: 'new', file: keys.ES256.file, algorithm: 'ES256' },
  ]);
  await expect(verifyBundle(files, { keys: two, scope: '', isRequired: true })).rejects.toEqual(
    new WebhookError('BUNDLE_REFUSED', 'its signature names no key, and known are: old, new'),
  );
});

test('what is not what was signed is refused with its name', async () => {
  const files = await built(keys.ES256);
  const changed = async (name: string, content: string): Promise<string | undefined> =>
    verdict(new Map([...files, [name, Buffer.from(content)]]), keys.ES256);
  expect(await changed('policy.wasm', 'another module')).toBe('WebhookError: policy.wasm is not what was signed');
  expect(await changed('data.json', '{}')).toBe('WebhookError: data.json is not what was signed');
  expect(await changed('data.json', '{')).toMatch(/^WebhookError: data.json is not JSON: /);
  expect(await changed('more.rego', 'package more')).toBe('WebhookError: more.rego is in it and was not signed');
  expect(await changed('x/.signatures.json', '{}')).toBe(
    'WebhookError: x/.signatures.json is in it and was not signed',
  );
  const fewer = new Map([...files].filter(([name]) => name !== 'trial.rego'));
  expect(await verdict(fewer, keys.ES256)).toBe('WebhookError: it is signed with trial.rego, which is not in it');
  const respaced = ` ${files.get('data.json')?.toString() ?? ''}\n`;
  expect(await changed('data.json', respaced)).toBe('platform');
});

test('a bundle without a signature is taken only where none is required', async () => {
  const files = new Map([...(await built(keys.ES256))].filter(([name]) => name !== '.signatures.json'));
  expect(await verdict(files, keys.ES256)).toBe('WebhookError: it is not signed');
  expect(await verdict(files, keys.ES256, { isRequired: false })).toBeUndefined();
});

test('a key that is not known, or only by its name, is refused', async () => {
  const files = await built(keys.ES256);
  expect(await verdict(files, keys.ES256, { id: 'other' })).toBe(
    'WebhookError: its signature names key platform, and known are: other',
  );
  const impostor = await makeKey(folder, 'impostor', 'ES256');
  expect(await verdict(files, impostor, { isRequired: false })).toBe(
    'WebhookError: it is not signed with key platform: signature verification failed',
  );
});

/** Returns a bundle with this token. */
async function withToken(token: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = await built(keys.RS256);
  return new Map([...files, ['.signatures.json', Buffer.from(JSON.stringify({ signatures: [token] }))]]);
}

const inBase64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('another algorithm than that of the key is refused', async () => {
  const claims = { files: [], keyid: 'platform' };
  const unsigned = `${inBase64({ alg: 'none' })}.${inBase64(claims)}.`;
  expect(await verdict(await withToken(unsigned), keys.RS256)).toBe(
    'WebhookError: it is signed with none, and key platform is for RS256',
  );
  // Anybody who knows the public key can make this token.
  const confused = await new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'HS256', kid: 'platform' })
    .sign(createSecretKey(readFileSync(keys.RS256.file)));
  expect(await verdict(await withToken(confused), keys.RS256)).toBe(
    'WebhookError: it is signed with HS256, and key platform is for RS256',
  );
});

test('signatures that are none are refused in words', async () => {
  const files = await built(keys.HS256);
  const signatures = async (text: string): Promise<string | undefined> =>
    verdict(new Map([...files, ['.signatures.json', Buffer.from(text)]]), keys.HS256);
  expect(await signatures('{')).toMatch(/^WebhookError: .signatures.json is not JSON: /);
  expect(await signatures('[]')).toBe('WebhookError: .signatures.json is none of OPA');
  expect(await signatures('{"signatures": ["a"], "plugin": "mine"}')).toBe(
    'WebhookError: .signatures.json is none of OPA',
  );
  expect(await signatures('{"signatures": []}')).toBe(
    'WebhookError: .signatures.json holds 0 signatures, and one is wanted',
  );
  expect(await signatures('{"signatures": ["a", "b"]}')).toBe(
    'WebhookError: .signatures.json holds 2 signatures, and one is wanted',
  );
  expect(await signatures('{"signatures": ["hello"]}')).toMatch(/^WebhookError: its signature cannot be read: /);
});

test('hashes that could be forged, and claims without files, are refused', async () => {
  const files = await built(keys.HS256);
  const signed = async (claims: object): Promise<string | undefined> => {
    const token = await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'HS256', kid: 'platform' })
      .sign(createSecretKey(readFileSync(keys.HS256.file)));
    const signatures = Buffer.from(JSON.stringify({ signatures: [token] }));
    return verdict(new Map([...files, ['.signatures.json', signatures]]), keys.HS256);
  };
  const names = [...files.keys()].filter(name => name !== '.signatures.json');
  expect(await signed({ files: names.map(name => ({ name, hash: '', algorithm: 'MD5' })) })).toMatch(
    /^WebhookError: .* is hashed with MD5, which is not taken here$/,
  );
  expect(await signed({})).toBe('WebhookError: its signature says nothing of its files');
});

test('a public key is no secret, and two keys have two names', async () => {
  const { file } = keys.RS256;
  const [platform] = [{ id: 'platform', file, algorithm: 'HS256' }];
  await expect(readKeys([platform])).rejects.toThrow(
    'bundleSignature: key platform for HS256 cannot be read: a secret is wanted, and this is a key in PEM',
  );
  const secret = { ...platform, file: keys.HS256.file };
  await expect(readKeys([secret, secret])).rejects.toThrow('bundleSignature: two keys are called platform');
  await expect(readKeys([{ ...secret, algorithm: 'RS256' }])).rejects.toThrow(
    /^bundleSignature: key platform for RS256 cannot be read: /,
  );
  await writeFile(join(folder, 'empty'), '');
  await expect(readKeys([{ ...platform, file: join(folder, 'empty') }])).rejects.toThrow('the file is empty');
});
