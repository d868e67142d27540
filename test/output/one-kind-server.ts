import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';

const resource = { name: 'things', singularName: 'thing', kind: 'Thing', namespaced: true, verbs: ['get', 'list'] };

/** A server that serves objects of one kind, and the real kubectl beside it. */
export interface OneKindServer {
  url: string;
  kubectl: (words: readonly string[]) => Promise<ProgramAnswer>;
  stop: () => Promise<void>;
}

/**
 * Starts a server of the kind Thing in the core group, which has no schema: it serves any object
 * exactly as it is given, as no kube-apiserver would.
 */
export async function startOneKindServer(items: readonly { metadata: { name: string } }[]): Promise<OneKindServer> {
  const folder = await mkdtemp(join(tmpdir(), 'one-kind-'));
  const base = '/api/v1/namespaces/default/things';
  const answers = new Map<string, unknown>([
    ['/api', { kind: 'APIVersions', versions: ['v1'] }],
    ['/apis', { kind: 'APIGroupList', apiVersion: 'v1', groups: [] }],
    ['/api/v1', { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: 'v1', resources: [resource] }],
    [base, { kind: 'ThingList', apiVersion: 'v1', metadata: { resourceVersion: '7' }, items }],
    ...items.map(item => [`${base}/${item.metadata.name}`, item] as const),
  ]);
  const server = createServer(({ url = '' }, response) => {
    const answer = answers.get(url.replace(/\?.*/, ''));
    response
      .writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ?? { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 404 }));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  const binary = await findBinary(kubectl);
  const common = ['--server', url, '--cache-dir', folder, '--kubeconfig', '/dev/null'];
  return {
    url,
    kubectl: words => runProgram(binary, [...common, ...words], { env: { PATH: process.env['PATH'], KUBERC: 'off' } }),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
