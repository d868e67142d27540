import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import pino from 'pino';
import { readConfig } from './config.ts';
import { reasonOf } from '../kubernetes/errors/reason.ts';
import { prepareWebhook } from './webhook.ts';

const { argv, env, pid, stdout, stderr } = process;
/** The name of the host is the name of the Pod where POD_NAME is not set. */
const pod = { name: env['POD_NAME'] ?? hostname(), uid: env['POD_UID'] };
/** Folder of the programs and the policy: that of this program, or dist/ in the source tree. */
const programs = new URL(import.meta.url.endsWith('.ts') ? '../dist/' : './', import.meta.url);

const log = pino({}, stdout);
// The webhook goes on where its log cannot be written, e.g. on a full disk or to a closed pipe.
stdout.on('error', () => undefined);
// The webhook also goes on after the rejection of a promise without a handler.
process.on('unhandledRejection', error => {
  log.error(error);
});

try {
  const { listen, drain } = await prepareWebhook({
    readConfig: () => readConfig(argv.slice(2), env),
    variables: env,
    pod,
    identity: `${pod.name}_${pid}_${randomUUID()}`,
    programs,
    log,
  });
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void drain());
  await listen();
} catch (error) {
  stderr.write(`kubectl fleet webhook: ${reasonOf(error)}\n`);
  process.exit(1);
}
