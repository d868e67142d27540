import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import pino from 'pino';
import { readConfig } from './config.ts';
import { reasonOf } from '../kubernetes/errors/reason.ts';
import { prepareWebhook } from './webhook.ts';

const { argv, env, pid, stdout, stderr } = process;
/** A Pod's host is called as the Pod is. */
const pod = { name: env['POD_NAME'] ?? hostname(), uid: env['POD_UID'] };
/** Beside the bundled program, wherever that is installed; from the source tree, where it is built. */
const programs = new URL(import.meta.url.endsWith('.ts') ? '../dist/' : './', import.meta.url);

const log = pino({}, stdout);
// A disk that is full, or a log that nobody reads any more, must not take a guard away from its cluster.
stdout.on('error', () => undefined);
// Nor must a promise that nobody awaited.
process.on('unhandledRejection', error => {
  log.error(error);
});

try {
  const { listen, drain } = await prepareWebhook({
    readConfig: () => readConfig(argv.slice(2), env),
    environment: env,
    pod,
    identity: `${pod.name}_${pid}_${randomUUID()}`,
    programs,
    log,
  });
  for (const sign of ['SIGTERM', 'SIGINT']) process.once(sign, () => void drain());
  await listen();
} catch (error) {
  stderr.write(`kubectl fleet webhook: ${reasonOf(error)}\n`);
  process.exit(1);
}
