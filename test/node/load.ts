import { Agent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { administrator, type ApiAccess } from '../testbed/cluster/api.ts';
import { send } from '../testbed/cluster/send.ts';
import { deployment, federatedStatefulSet, namespace } from './objects.ts';

/** Results of the creates of a load. */
export interface Tally {
  /**
   * Forbidden objects: refused in the webhook's words; refused because it could not be asked;
   * created.
   */
  refused: number;
  failedClosed: Failure[];
  admitted: number;
  /**
   * Allowed objects: with their owner; without, because the mutating webhook could not be asked;
   * refused for the same reason.
   */
  annotated: number;
  bare: number;
  failed: Failure[];
}

/** Messages of the API server about a webhook that it could not ask, with their times. */
export interface Failure {
  readonly at: number;
  readonly words: string;
}

const clients = 4;

/**
 * Asks again and again for one object that is forbidden and one that is allowed, which is a dry
 * run, until it is told to stop.
 * @returns what became of them
 */
export function startLoad(cluster: ApiAccess): { readonly tally: Tally; readonly stop: () => Promise<Tally> } {
  const tally: Tally = { refused: 0, failedClosed: [], admitted: 0, annotated: 0, bare: 0, failed: [] };
  let stopped = false;
  const running = Array.from({ length: clients }, async (_, client) => {
    const agent = new Agent({ ...administrator(cluster), keepAlive: true, maxSockets: 1 });
    for (let round = 0; !stopped; round++) {
      const name = `load-${client}-${round}`;
      await forbidden(cluster, agent, name, tally);
      await allowed(cluster, agent, name, tally);
      await sleep(100);
    }
    agent.destroy();
  });
  return {
    tally,
    async stop() {
      stopped = true;
      await Promise.all(running);
      return tally;
    },
  };
}

async function forbidden({ server }: ApiAccess, agent: Agent, name: string, tally: Tally): Promise<void> {
  const body = JSON.stringify(federatedStatefulSet(name));
  const answer = await send(`${server}/apis/apps/v1/namespaces/${namespace}/statefulsets`, { agent, body });
  if (answer.status < 300) tally.admitted++;
  else if (answer.body.includes('no-federated-stateful')) tally.refused++;
  else tally.failedClosed.push({ at: performance.now(), words: answer.body });
}

async function allowed({ server }: ApiAccess, agent: Agent, name: string, tally: Tally): Promise<void> {
  const body = JSON.stringify(deployment(name));
  const url = `${server}/apis/apps/v1/namespaces/${namespace}/deployments?dryRun=All`;
  const answer = await send(url, { agent, body });
  if (answer.status >= 300) tally.failed.push({ at: performance.now(), words: answer.body });
  else if (answer.body.includes('kubectl-fleet.io/owned-by')) tally.annotated++;
  else tally.bare++;
}
