import type { Answer } from '../../fanout/answer.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { clusterAt } from '../../../../kubernetes/client/server.fixture.ts';
import type { Workloads } from './read-workloads.ts';

/** Returns a cluster that runs these apps, each written app=version. */
export function answerOf(name: string, running: string, refused: ClusterError[] = []): Answer<Workloads> {
  const value = {
    refused,
    running: running
      .split(' ')
      .filter(Boolean)
      .map(pair => {
        const [app = '', version = ''] = pair.split('=');
        return { app, version, image: `${app}:${version}`, namespace: 'shop', workload: `deployment.apps/${app}` };
      }),
  };
  return { cluster: clusterAt(`https://${name}`, name), durationMs: 3, ok: true, value };
}

/** Returns a cluster that did not answer. */
export function failedAnswer(name: string): Answer<Workloads> {
  const failure = new ClusterError('Timeout', 'no answer within 10s');
  return { cluster: clusterAt(`https://${name}`, name), durationMs: 10_000, ok: false, failure };
}
