import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { filesOfBundle } from '../../policies/engine/policy-files.ts';
import { readKeys } from '../../webhooks/policy/signature/keys.ts';
import { verifyBundle } from '../../webhooks/policy/signature/verify.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { opa } from '../../tools/binaries/tools.ts';
import { root, textOf } from './source-files.ts';

const page = textOf('docs/guides/own-rules.md');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);

/** A fenced block of the page; one of a file has the file's name before it. */
interface Block {
  file: string | undefined;
  language: string;
  text: string;
}
const walked: Block[] = [...page.matchAll(/(?:^[^\n]*`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$/gms)].map(
  ([, file, language = '', text = '']) => ({ file, language, text }),
);

test('the page shows the example rule, its test and samples as they are', () => {
  const shown = walked.filter(({ file }) => file?.startsWith('rules/') === true);
  expect(shown.map(({ file = '', text }) => [file, text])).toEqual(
    ['own_no_latest_tag.rego', 'own_no_latest_tag_test.rego', 'samples/deny_latest.yaml', 'samples/allow_version.yaml']
      .map(name => `own_no_latest_tag/${name}`)
      .map(name => [`rules/${name}`, textOf(`docs/guides/own-rules/${name}`)]),
  );
});

test('who follows the page in an empty folder sees what it says, and a bundle of about the size', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-page-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const fleet = (line: string) =>
    runProgram(process.execPath, [join(root, 'dist/kubectl-fleet.js'), ...line.split(' ')], { cwd: folder });
  for (const { file, language, text } of walked) {
    if (file !== undefined) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    for (const session of language === 'console' ? text.split(/^\$ /m).slice(1) : []) {
      const [line = '', ...shown] = session.split('\n');
      const [, own] = /^kubectl fleet (.*)/.exec(line) ?? [];
      const { stdout, stderr } = await (own === undefined
        ? runProgram('sh', ['-c', line], { cwd: folder })
        : fleet(own));
      const [printed, said] = [stdout + stderr, shown.join('\n')];
      expect(withoutSizes(printed)).toBe(withoutSizes(said));
      for (const [index, size] of sizesIn(said).entries()) {
        expect(Math.abs((sizesIn(printed)[index] ?? 0) - size)).toBeLessThan(size / 10);
      }
    }
  }
  const manifest = join(folder, 'cart.yaml');
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('nginx:1.29', 'nginx:latest'));
  const refused = await fleet('lint --bundle bundle.tar.gz cart.yaml');
  expect(refused.stdout).toContain('own-no-latest-tag');
  expect(refused.exitCode).toBe(1);
});

/** The size of a bundle changes with each rule. */
const size = /(\d+) KiB/g;
const withoutSizes = (text: string): string => text.replaceAll(size, '0 KiB');
const sizesIn = (text: string): number[] => [...text.matchAll(size)].map(([, number]) => Number(number));

test('a bundle that is signed as the page says is taken, and no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-sign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await symlink(await findBinary(opa), join(folder, 'opa'));
  const words = [join(root, 'dist/kubectl-fleet.js'), 'policy', 'build', join(root, 'docs/guides/own-rules')];
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
