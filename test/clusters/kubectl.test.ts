import { lookup } from 'node:dns';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../plugins/fleet/fanout/ask.ts';
import { clustersOf } from '../../kubernetes/kubeconfig/cluster.ts';
import { loadKubeconfig } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import { sharePlugins } from '../../kubernetes/credentials/shared-plugins.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import { createAuthority, issueCertificate } from '../testbed/certificates/certificates.ts';
import { clusterCases, type Environment } from './cluster-cases.ts';
import { startRecording, type Shown } from './recording-server.ts';
import { userCases } from './user-cases.ts';

/**
 * The real kubectl and we, with the same kubeconfigs: a server is shown the same by both, or
 * nothing by either.
 */

let folder: string;
let environment: Environment;
let taken: () => Shown[];
let stop: () => void;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-'));
  const root = await createAuthority('root');
  const between = await createAuthority('between', root);
  const hosts = ['127.0.0.1', '10.0.0.1', '::1', 'eu.example.com'];
  const serving = await issueCertificate(between, { commonName: 'server', hosts });
  const client = await issueCertificate(root, { commonName: 'ann' });
  const chain = { ...serving, certificate: serving.certificate + between.certificate };
  const { https, http, ...recording } = await startRecording(chain, root);
  ({ taken, stop } = recording);
  const file = (name: string) => join(folder, name);
  await Promise.all([
    writeFile(file('token'), ' from-file\n'),
    writeFile(file('empty'), ''),
    writeFile(file('client.crt'), client.certificate),
    writeFile(file('client.key'), client.key),
    writeFile(file('other.key'), root.key),
  ]);
  environment = {
    https: `https://127.0.0.1:${https}`,
    http: `http://127.0.0.1:${http}`,
    root,
    between,
    serving,
    client,
  };
});
afterAll(async () => {
  stop();
  await rm(folder, { recursive: true });
});

/**
 * The request that the server is shown by kubectl with the kubeconfig. Discovery is not asked for,
 * and nobody can be asked for a name.
 */
async function shownByKubectl(file: string): Promise<Shown[]> {
  const words = ['--kubeconfig', file, '--context', 'eu', 'get', '--raw', '/version'];
  await runProgram(await findBinary(kubectl), words, { env: { PATH: process.env['PATH'], KUBERC: 'off' } });
  return taken();
}

async function shownByUs(file: string): Promise<Shown[]> {
  const kubeconfig = await loadKubeconfig({ explicit: file, env: {}, workingDirectory: folder });
  const env = { PATH: process.env['PATH'] };
  const callPlugin = sharePlugins({
    env,
    workingDirectory: folder,
    stderr: () => undefined,
    terminal: { stdin: false },
  });
  await ask(clustersOf(kubeconfig, ['eu']), client => client.get('/version'), {
    timeout: 0,
    parallel: 1,
    network: { userAgent: 'test', env: {}, callPlugin, lookup },
    interrupt: new AbortController().signal,
    progress: () => undefined,
  });
  // The identity of the cluster is asked for beside it.
  return taken().filter(({ path }) => path.endsWith('/version'));
}

async function write(cluster: object, user: object): Promise<string> {
  const file = join(folder, 'config');
  const contexts = [{ name: 'eu', context: { cluster: 'eu', user: 'ann' } }];
  const content = { clusters: [{ name: 'eu', cluster }], users: [{ name: 'ann', user }], contexts };
  await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'Config', ...content }));
  return file;
}

test.each(Object.entries(clusterCases))('cluster: %s', async (_, { cluster, works }) => {
  const file = await write(cluster(environment), { token: 't' });
  const shown = await shownByKubectl(file);
  expect(await shownByUs(file)).toEqual(shown);
  expect(shown).toHaveLength(works ? 1 : 0);
});

test.each(Object.entries(userCases))('user: %s', async (_, { user, works }) => {
  const { https: server, between } = environment;
  const authorities = Buffer.from(between.certificate).toString('base64');
  const file = await write({ server, 'certificate-authority-data': authorities }, user(environment));
  const shown = await shownByKubectl(file);
  expect(await shownByUs(file)).toEqual(shown);
  expect(shown).toHaveLength(works ? 1 : 0);
});
