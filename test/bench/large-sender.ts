/**
 * Started as a thread of its own, so that what it sends keeps nobody waiting: posts large reviews one after another until it is ended.
 *
 * usage: large-sender.ts URL AUTHORITY
 */
import { Agent } from 'node:https';
import { parentPort } from 'node:worker_threads';
import { largeReviews } from '../soak/large-reviews.ts';
import { send } from '../testbed/send.ts';

const [url = '', authority = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, ca: authority });
const bodies = Object.values(largeReviews());
for (;;) {
  for (const body of bodies) {
    const { status } = await send(url, { body, agent });
    parentPort?.postMessage(status);
  }
}
