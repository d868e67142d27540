import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Fault } from './fault.ts';

/** The fields of a kubeconfig that name files, each as cluster and user have it. */
const fields: Readonly<
  Record<string, (path: string) => Pick<Awaited<ReturnType<Fault['context']>>, 'user'> & { cluster: object }>
> = {
  'certificate-authority': path => ({ cluster: { 'certificate-authority': path }, user: {} }),
  'client-certificate': path => ({ cluster: {}, user: { 'client-certificate': path, 'client-key': '/etc/passwd' } }),
  tokenFile: path => ({ cluster: {}, user: { tokenFile: path } }),
};

async function pipe(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-pipe-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'pipe');
  spawnSync('mkfifo', [path]);
  return path;
}

const kinds: Readonly<Record<string, { path: () => Promise<string>; words: RegExp }>> = {
  'a pipe without a writer': { path: pipe, words: / cannot be read: it is no file but a pipe, socket or device \(/ },
  'a device without an end': {
    path: () => Promise.resolve('/dev/zero'),
    words: / cannot be read: it is no file but a pipe, socket or device \(/,
  },
  'a folder': { path: () => Promise.resolve(tmpdir()), words: / cannot be read: .*directory/ },
  missing: { path: () => Promise.resolve('/no-such-file'), words: / cannot be read: no such file or directory/ },
};

export const fileFaults: Fault[] = Object.entries(fields).flatMap(([field, entries]) =>
  Object.entries(kinds).map(([kind, { path, words }]) => {
    const name = `${field}: ${kind}`;
    return {
      name,
      words,
      context: async () => {
        const { cluster, user } = entries(await path());
        return { cluster: { server: `https://${name.replaceAll(/\W+/g, '-')}.invalid:6443`, ...cluster }, user };
      },
    };
  }),
);
