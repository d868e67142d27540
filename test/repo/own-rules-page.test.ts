import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../../policies/bundle/program.ts';
import { filesOfBundle } from '../../policies/engine/policy-files.ts';
import { readKeys } from '../../webhooks/policy/signature/keys.ts';
import { verifyBundle } from '../../webhooks/policy/signature/verify.ts';
import { findBinary } from '../testbed/binaries/find.ts';
import { opa } from '../testbed/binaries/tools.ts';
import { root, textOf } from './source-files.ts';

const page = textOf('docs/own-rules.md');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);

test('the page shows the example rule and a sample as they are', () => {
  const example = 'docs/own-rules/own_no_latest_tag';
  expect(blocks('rego')).toEqual([textOf(`${example}/own_no_latest_tag.rego`)]);
  expect(blocks('yaml')).toEqual([textOf(`${example}/samples/deny_latest.yaml`)]);
});

test('the commands on the page print what it says, and sizes of about as much', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-page-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const shown of ['examples', 'docs']) await symlink(join(root, shown), join(folder, shown));
  const sessions = blocks('console').flatMap(block => block.split(/^\$ kubectl fleet /m).slice(1));
  for (const session of sessions) {
    const [line = '', ...shown] = session.split('\n');
    const words = [join(root, 'dist/kubectl-fleet.js'), ...line.split(' ')];
    const { stdout, stderr } = await runProgram(process.execPath, words, { cwd: folder });
    const [printed, said] = [stdout + stderr, shown.join('\n')];
    expect(withoutSizes(printed)).toBe(withoutSizes(said));
    for (const [index, size] of sizesIn(said).entries()) {
      expect(Math.abs((sizesIn(printed)[index] ?? 0) - size)).toBeLessThan(size / 10);
    }
  }
  expect(sessions).toHaveLength(3);
});

/** The size of a bundle changes with each rule. */
const size = /(\d+) KiB/g;
const withoutSizes = (text: string): string => text.replaceAll(size, '0 KiB');
const sizesIn = (text: string): number[] => [...text.matchAll(size)].map(([, number]) => Number(number));

test('a bundle that is signed as the page says is taken, and no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-sign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await symlink(await findBinary(opa), join(folder, 'opa'));
  const words = [join(root, 'dist/kubectl-fleet.js'), 'policy', 'build', join(root, 'docs/own-rules')];
  expect(await runProgram(process.execPath, words, { cwd: folder })).toMatchObject({ exitCode: 0 });
  const unsigned = await readFile(join(folder, 'bundle.tar.gz'));
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const [script = ''] = blocks('sh');
  expect(await runProgram('sh', ['-euc', script], { cwd: folder, env })).toMatchObject({ exitCode: 0 });
  const keys = await readKeys([{ id: 'platform-1', file: join(folder, 'platform-1.pub'), algorithm: 'ES256' }]);
  const verified = async (bundle: Buffer): Promise<unknown> =>
    verifyBundle(filesOfBundle(bundle, 'it'), { keys, scope: 'webhook', isRequired: true });
  expect(await verified(await readFile(join(folder, 'bundle.tar.gz')))).toBe('platform-1');
  await expect(verified(unsigned)).rejects.toThrow('it is not signed');
});
