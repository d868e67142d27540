import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findsPods, startWorkplace, type Workplace } from '../../test/policies/own-rules.fixture.ts';
import { makeKey, signBundle, type KeyFiles } from '../../test/policies/signed-bundle.fixture.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import type { ReviewEvaluator } from '../evaluation/review-evaluator.ts';
import { openReview } from '../evaluation/review-handle.ts';
import { rulesLoader } from './load-rules.ts';

const dist = new URL('../../dist/', import.meta.url);
const now = () => new Date('2026-11-23T00:00:00Z');
/** Starts an evaluator in this thread. */
const startEvaluator = (engine: Engine): ReviewEvaluator => ({
  decide: input => engine.decide(input),
  open: body => openReview(engine, body),
  close: () => undefined,
});
const loader = () => rulesLoader(dist, { known: () => ({ cluster: {} }), startEvaluator, now });

let workplace: Workplace;
/** The same rules, and the key that has signed them. */
let own: { unsigned: Buffer; signed: Buffer; key: KeyFiles };
let file = '';
beforeAll(async () => {
  workplace = await startWorkplace();
  await workplace.putRule('own_no_pods', findsPods);
  await workplace.fleet(['policy', 'build', 'rules']);
  file = join(workplace.folder, 'bundle.tar.gz');
  const key = await makeKey(workplace.folder, 'platform', 'ES256');
  own = { unsigned: await readFile(file), signed: await signBundle(file, key, { keyid: 'platform' }), key };
});
afterAll(() => workplace.end());

const sha256 = (...parts: Buffer[]) => `sha256:${createHash('sha256').update(Buffer.concat(parts)).digest('hex')}`;
const put = (bundle: Buffer | string): Promise<void> => writeFile(file, bundle);
const refusal = async (loading: Promise<unknown>): Promise<string> => loading.then(() => 'taken', String);

test('the rules that the webhook brings are loaded once', async () => {
  const load = loader();
  const rules = await load({});
  const [wasm, data] = await Promise.all([
    readFile(new URL('policy.wasm', dist)),
    readFile(new URL('data.json', dist)),
  ]);
  expect(rules).toMatchObject({ digest: sha256(wasm, data), signedBy: undefined, loadedAt: now() });
  expect(rules.engine.rules()).not.toContain('own-no-pods');
  expect(await load({})).toBe(rules);
});

test('a bundle is loaded again only when its bytes have changed, a broken one too', async () => {
  const load = loader();
  await put(own.unsigned);
  const rules = await load({ bundle: file });
  expect(rules.digest).toBe(sha256(own.unsigned));
  expect(rules.engine.rules()).toContain('own-no-pods');
  await put(own.unsigned);
  expect(await load({ bundle: file })).toBe(rules);
  await put('not a bundle');
  const broken = await load({ bundle: file }).catch((error: unknown) => error);
  expect(String(broken)).toBe(`EngineError: ${file} is no bundle: incorrect header check`);
  expect(await load({ bundle: file }).catch((error: unknown) => error)).toBe(broken);
  await put(own.signed);
  expect(await load({ bundle: file })).toMatchObject({ digest: sha256(own.signed), signedBy: undefined });
});

test('rules that fail when they are tried are tried again, and their evaluator is closed', async () => {
  let [isBusy, closed] = [true, 0];
  const load = rulesLoader(dist, {
    known: () => ({ cluster: {} }),
    startEvaluator: engine => ({
      ...startEvaluator(engine),
      decide: input => {
        if (isBusy) throw new EngineError('OUT_OF_TIME', 'the rules took too long');
        return engine.decide(input);
      },
      close: () => (closed += 1),
    }),
    now,
  });
  await put(own.unsigned);
  expect(await refusal(load({ bundle: file }))).toBe('EngineError: the rules took too long');
  expect(closed).toBe(1);
  isBusy = false;
  expect(await load({ bundle: file })).toMatchObject({ digest: sha256(own.unsigned) });
  expect(closed).toBe(1);
});

test('what its signature has to be may change while the bundle stays', async () => {
  const load = loader();
  const platform = { id: 'platform', file: own.key.file, algorithm: 'ES256' };
  const stranger = await makeKey(workplace.folder, 'stranger', 'ES256');
  const old = { id: 'old', file: stranger.file, algorithm: 'ES256' };
  await put(own.unsigned);
  expect(await refusal(load({ bundle: file, bundleSignature: { keys: [platform] } }))).toBe(
    `WebhookError: ${file}: it is not signed`,
  );
  expect(await load({ bundle: file, bundleSignature: { keys: [platform], require: false } })).toMatchObject({
    signedBy: undefined,
  });
  await put(own.signed);
  expect(await load({ bundle: file, bundleSignature: { keys: [platform] } })).toMatchObject({ signedBy: 'platform' });
  expect(await refusal(load({ bundle: file, bundleSignature: { keys: [old] } }))).toBe(
    `WebhookError: ${file}: its signature names key platform, and known are: old`,
  );
  expect(await load({ bundle: file, bundleSignature: { keys: [old, platform] } })).toMatchObject({
    signedBy: 'platform',
  });
  // Another key under the same name and in the same file.
  await writeFile(own.key.file, await readFile(stranger.file));
  expect(await refusal(load({ bundle: file, bundleSignature: { keys: [old, platform] } }))).toBe(
    `WebhookError: ${file}: it is not signed with key platform: signature verification failed`,
  );
});

test('rules that are out of use are forgotten', async () => {
  setFlagsFromString('--expose-gc');
  const load = loader();
  const engines: WeakRef<object>[] = [];
  for (const bundle of [own.unsigned, own.signed, own.unsigned, own.signed, own.unsigned]) {
    await put(bundle);
    engines.push(new WeakRef((await load({ bundle: file })).engine));
  }
  await expect
    .poll(
      () => {
        runInNewContext('gc()');
        return engines.filter(engine => engine.deref() !== undefined).length;
      },
      { timeout: 20_000 },
    )
    .toBe(1);
});
