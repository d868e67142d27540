import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../../policies/bundle/program.ts';
import { root, textOf } from './source-files.ts';

const page = textOf('docs/own-rules.md');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);

test('the page shows the example rule and a sample as they are', () => {
  const example = 'docs/own-rules/no_latest_tag';
  expect(blocks('rego')).toEqual([textOf(`${example}/no_latest_tag.rego`)]);
  expect(blocks('yaml')).toEqual([textOf(`${example}/samples/deny_latest.yaml`)]);
});

test('the commands on the page print what it says, whatever their numbers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-page-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const shown of ['examples', 'docs']) await symlink(join(root, shown), join(folder, shown));
  const sessions = blocks('console').flatMap(block => block.split(/^\$ kubectl fleet /m).slice(1));
  for (const session of sessions) {
    const [line = '', ...shown] = session.split('\n');
    const words = [join(root, 'dist/kubectl-fleet.js'), ...line.split(' ')];
    const { stdout, stderr } = await runProgram(process.execPath, words, { cwd: folder });
    expect(withoutNumbers(stdout + stderr)).toBe(withoutNumbers(shown.join('\n')));
  }
  expect(sessions).toHaveLength(3);
});

const withoutNumbers = (text: string) => text.replaceAll(/\d+/g, '0');
