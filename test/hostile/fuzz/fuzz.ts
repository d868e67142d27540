/**
 * Sends changed reviews to the webhook, and changes further what reached new parts of its code. A
 * body that breaks a promise is kept in corpus/, where the tests find it, and ends the run; with
 * --keep those that reached new parts are kept too.
 *
 * usage: npm run fuzz -- [--seconds 600] [--seed N] [--keep]
 */
import { parseArgs } from 'node:util';
import { recordedMember } from '../../admission/recorded.ts';
import { settings } from '../settings.ts';
import { keep, readCorpus } from './corpus.ts';
import { fuzz } from './run.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string' }, keep: { type: 'boolean' } },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
process.stdout.write(`seed ${seed}\n`);
const corpus = readCorpus();
const { sent, reached, found, failure } = await fuzz(await recordedMember(settings), corpus, {
  seed,
  seconds: Number(values.seconds),
  onProgress: line => process.stdout.write(`${line}\n`),
});
process.stdout.write(`${sent} bodies, ${reached} parts of the code reached, ${found.length} bodies reached new ones\n`);
if (values.keep) for (const body of found) process.stdout.write(`kept ${await keep(body)}\n`);
if (failure !== undefined) {
  process.stdout.write(`${failure.reason}\nkept ${await keep(failure.body)}\n`);
  process.exitCode = 1;
}
