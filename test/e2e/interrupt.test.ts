import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, inject, onTestFinished, test } from 'vitest';
import { describeUnless } from '../testbed/describe-unless.ts';
import { misbehavingPort } from './faults/sockets.ts';
import { writeKubeconfig } from './kubeconfigs.ts';
import { node, program } from './plugin.ts';

/**
 * Ctrl-C and SIGTERM while one cluster hangs: the others are printed and that one is named. An exit
 * code of 3 means that the program ended by itself, within the second that it has.
 */

interface Hang {
  entry: { cluster: object; user: object };
  /** Resolved when the program waits. */
  met: Promise<unknown>;
}

const partial = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{"kind":';
const apiVersion = 'client.authentication.k8s.io/v1';
const connecting = (port: number) => `require('node:net').connect(${port}, '127.0.0.1')`;

const hangs: Readonly<Record<string, () => Promise<Hang>>> = {
  'a credential plugin': async () => {
    const { promise: met, resolve } = Promise.withResolvers<undefined>();
    const port = await misbehavingPort(() => {
      resolve(undefined);
    });
    const exec = { apiVersion, command: node, args: ['-e', connecting(port)], interactiveMode: 'Never' };
    return { entry: { cluster: { server: 'https://127.0.0.1:1' }, user: { exec } }, met };
  },
  'a TLS handshake': async () => {
    const { promise: met, resolve } = Promise.withResolvers<undefined>();
    const port = await misbehavingPort(() => {
      resolve(undefined);
    });
    return { entry: { cluster: { server: `https://127.0.0.1:${port}` }, user: {} }, met };
  },
  'a proxy': async () => {
    const { promise: met, resolve } = Promise.withResolvers<undefined>();
    const port = await misbehavingPort(() => {
      resolve(undefined);
    });
    const cluster = { server: 'https://10.0.0.1', 'proxy-url': `http://127.0.0.1:${port}` };
    return { entry: { cluster, user: {} }, met };
  },
  'the body of an answer': async () => {
    const { promise: met, resolve } = Promise.withResolvers<undefined>();
    const port = await misbehavingPort(socket => {
      socket.once('data', () => {
        socket.write(partial, () => {
          resolve(undefined);
        });
      });
    });
    return { entry: { cluster: { server: `http://127.0.0.1:${port}` }, user: {} }, met };
  },
};

/** Starts a command line, interrupts it when the last cluster hangs, and returns its output. */
async function interrupted(
  [command = '', ...words]: readonly string[],
  kubeconfig: string,
  { met, signal }: { met: Promise<unknown>; signal: NodeJS.Signals },
) {
  const env = { ...process.env, KUBECONFIG: `${inject('fleet').kubeconfig}:${kubeconfig}` };
  const child = spawn(command, words, { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
  await met;
  child.kill(signal);
  await once(child, 'close');
  return { stdout: await stdout, stderr: await stderr, exitCode: child.exitCode };
}

const cases = Object.keys(hangs).flatMap(hang => (['SIGINT', 'SIGTERM'] as const).map(signal => ({ hang, signal })));

// One cluster after another, so that the others have answered when the last one hangs.
const line = [node, program, 'clusters', '--timeout', '0', '--parallel', '1'];

test.each(cases)('$signal while $hang hangs', async ({ hang, signal }) => {
  const made = await hangs[hang]?.();
  if (made === undefined) throw new Error(hang);
  const kubeconfig = await writeKubeconfig({ hanging: made.entry });
  const { stdout, stderr, exitCode } = await interrupted(line, kubeconfig, { met: made.met, signal });
  expect(stdout).toMatch(/^eu-1 .*ready/m);
  expect(stdout).toMatch(/^hanging .*no answer/m);
  expect(stderr).toMatch(/^hanging: .*no answer until you interrupted.*\n4 clusters, 3 answered\n/);
  expect(exitCode).toBe(3);
});

const mounts = spawnSync('unshare', ['--mount', 'true']).status === 0 && process.platform === 'linux';

describeUnless(mounts ? undefined : 'it takes Linux and root', 'a name server that never answers', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s while a name is looked up', async signal => {
    const server = createSocket('udp4');
    const met = once(server, 'message');
    await new Promise<void>(resolve => {
      server.bind(53, '127.0.0.98', resolve);
    });
    onTestFinished(() => void server.close());
    const hanging = { cluster: { server: 'https://name.example.com:6443' }, user: {} };
    const kubeconfig = await writeKubeconfig({ hanging });
    const resolver = join(dirname(kubeconfig), 'resolv.conf');
    await writeFile(resolver, 'nameserver 127.0.0.98\noptions timeout:30 attempts:5\n');
    const script = `mount --bind "${resolver}" /etc/resolv.conf && exec "$@"`;
    const words = ['unshare', '--mount', 'sh', '-c', script, 'sh', ...line];
    const { stdout, exitCode } = await interrupted(words, kubeconfig, { met, signal });
    expect(stdout).toMatch(/^hanging .*no answer/m);
    expect(exitCode).toBe(3);
  });
});
