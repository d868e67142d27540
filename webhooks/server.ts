import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { KubeConfig } from '@kubernetes/client-node';
import { loadEngine } from '../policies/engine/engine.ts';
import { checkSettings } from '../policies/engine/settings.ts';
import { buildApp } from './app.ts';
import { followCertificate, readCertificate } from './certificate.ts';
import { clusterClient } from './cluster/client.ts';
import { followCluster } from './cluster/cluster.ts';
import { readConfig, type Config } from './config.ts';
import type { App } from './dependencies.ts';
import { reasonOf, WebhookError } from './errors.ts';
import { createInstruments } from './instruments.ts';

/** The same folder whether this file runs from the source tree or bundled from dist. */
const policyFolder = new URL('../dist/', import.meta.url);

async function serve(config: Config): Promise<void> {
  const engine = await loadEngine(config.bundle === undefined ? policyFolder : pathToFileURL(config.bundle));
  const settings = checkSettings(config.settings, engine.rules());
  if ('problems' in settings) throw new WebhookError('CONFIG_INVALID', settings.problems.join('; '));
  let certificate = await readCertificate(config.certificate);
  const stopped = new AbortController();
  const warn = (problem: string): void => {
    app.log.warn(problem);
  };
  const keeping = { signal: stopped.signal, onProblem: warn };
  let draining = false;
  const app = buildApp({
    engine,
    cluster: followCluster(clusterClient(kubeConfigOf(config)), engine, config.cluster, keeping),
    settings: settings.value,
    instruments: createInstruments(),
    certificate: () => certificate,
    draining: () => draining,
    now: () => new Date(),
    log: process.stdout,
  });
  followCertificate(config.certificate, certificate, {
    ...keeping,
    onChange: renewed => {
      certificate = renewed;
      app.server.setSecureContext({ cert: renewed.cert, key: renewed.key });
    },
  });
  // A promise that nobody awaited must not take a guard away from its cluster.
  process.on('unhandledRejection', error => {
    app.log.error(error);
  });
  await app.listen(config.listen);
  for (const sign of ['SIGTERM', 'SIGINT']) {
    process.once(sign, () => {
      draining = true;
      void drain(app, config.drainSeconds ?? 10).finally(() => {
        stopped.abort();
      });
    });
  }
}

/** Serves on until every apiserver has learned of the end, each answer asking for its connection to be closed, then closes. */
async function drain(app: App, seconds: number): Promise<void> {
  app.log.info(`draining for ${seconds} s`);
  await setTimeout(seconds * 1000);
  await app.close();
}

function kubeConfigOf({ kubeconfig }: Config): KubeConfig {
  const kubeConfig = new KubeConfig();
  if (kubeconfig === undefined) kubeConfig.loadFromCluster();
  else kubeConfig.loadFromFile(kubeconfig);
  if (!URL.canParse(kubeConfig.getCurrentCluster()?.server ?? '')) {
    throw new WebhookError('CONFIG_INVALID', 'no cluster: not inside a pod, and no kubeconfig that names one');
  }
  return kubeConfig;
}

try {
  await serve(await readConfig(process.argv.slice(2), process.env));
} catch (error) {
  process.stderr.write(`kubectl fleet webhook: ${reasonOf(error)}\n`);
  process.exit(1);
}
