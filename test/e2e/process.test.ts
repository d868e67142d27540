import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import { writeFile } from 'node:fs/promises';
import { join, dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, inject, onTestFinished, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { describeUnless } from '../testbed/describe-unless.ts';
import { misbehavingPort } from './faults/sockets.ts';
import { writeKubeconfig } from './kubeconfigs.ts';
import { node, program } from './plugin.ts';

/** How the process of the plugin ends. */

function start(kubeconfig: string, ...words: string[]): ChildProcess {
  const child = spawn(node, [program, ...words], { env: { ...process.env, KUBECONFIG: kubeconfig } });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/**
 * A kubeconfig with a cluster that is silent, beside the fleet; `met` is when somebody has
 * connected to it.
 */
async function withSilence(): Promise<{ kubeconfig: string; met: Promise<void> }> {
  const { promise: met, resolve } = Promise.withResolvers<undefined>();
  const port = await misbehavingPort(() => {
    resolve(undefined);
  });
  const silent = { cluster: { server: `http://127.0.0.1:${port}` }, user: {} };
  return { kubeconfig: `${inject('fleet').kubeconfig}:${await writeKubeconfig({ silent })}`, met };
}

test('Ctrl-C ends the waiting, and who has answered is shown', async () => {
  const { kubeconfig, met } = await withSilence();
  // One after another, so that the silent one is met when the others have answered.
  const child = start(kubeconfig, 'clusters', '--timeout', '0', '--parallel', '1');
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('no pipes');
  const shown = text(stdout);
  stderr.resume();
  await met;
  child.kill('SIGINT');
  await once(child, 'close');
  const table = await shown;
  expect(table).toMatch(/^silent .* no answer until you interrupted$/m);
  expect(table.match(/no answer/g)).toHaveLength(1);
  expect(child.exitCode).toBe(3);
});

test('whoever reads no further ends the program without a word', async () => {
  const child = start(inject('fleet').kubeconfig, 'get', 'events,pods,nodes', '-A', '-o', 'json');
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('no pipes');
  const complaints = text(stderr);
  stdout.destroy();
  await once(child, 'close');
  expect(await complaints).not.toMatch(/EPIPE|at /);
  expect(child.exitCode).toBe(0);
});

const mounts = spawnSync('unshare', ['--mount', 'true']).status === 0 && process.platform === 'linux';

describeUnless(mounts ? undefined : 'it takes Linux and root', 'a name server that never answers', () => {
  test('does not hold the program beyond its timeout, nor other clusters', async () => {
    const server = createSocket('udp4');
    await new Promise<void>(resolve => {
      server.bind(53, '127.0.0.99', resolve);
    });
    onTestFinished(() => void server.close());
    const names = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `name-${index}`,
        { cluster: { server: `https://name-${index}.example.com:6443` }, user: {} },
      ]),
    );
    const kubeconfig = await writeKubeconfig(names);
    const resolver = join(dirname(kubeconfig), 'resolv.conf');
    // To wait for it would take longer than this test may take.
    await writeFile(resolver, 'nameserver 127.0.0.99\noptions timeout:30 attempts:5\n');
    const line = `mount --bind "${resolver}" /etc/resolv.conf && exec "${node}" "${program}" clusters --timeout 2s`;
    const { stdout, exitCode } = await runProgram('unshare', ['--mount', 'sh', '-c', line], {
      env: { ...process.env, KUBECONFIG: `${inject('fleet').kubeconfig}:${kubeconfig}` },
    });
    expect(stdout.match(/no answer within 2s/g)).toHaveLength(12);
    expect(stdout).toMatch(/^eu-1 .*ready/m);
    expect(exitCode).toBe(3);
  });
});
