/**
 * Started as a thread of its own, so that what it sends keeps nobody waiting: posts reviews one
 * after another until it is ended.
 *
 * usage: large-sender.ts URL AUTHORITY BODIES, the name of `bodiesOf`
 */
import { Agent } from 'node:https';
import { parentPort } from 'node:worker_threads';
import { largeReviews } from '../soak/large-reviews.ts';
import { send } from '../testbed/cluster/send.ts';
import { worstBodies } from './worst-cases/bodies.ts';

const bodiesOf: Readonly<Record<string, () => readonly string[]>> = {
  large: () => Object.values(largeReviews()),
  worst: worstBodies,
};

const [url = '', authority = '', name = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, ca: authority });
const bodies = bodiesOf[name]?.() ?? [];
for (;;) {
  for (const body of bodies) {
    const { status } = await send(url, { body, agent });
    parentPort?.postMessage(status);
  }
}
