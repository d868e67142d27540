import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { KubeConfig } from '@kubernetes/client-node';
import pino from 'pino';
import { loadEngine } from '../policies/engine/engine.ts';
import { checkSettings } from '../policies/engine/settings.ts';
import { buildApp } from './app.ts';
import { followCertificate, readCertificate } from './certificate.ts';
import { clusterClient } from './cluster/client.ts';
import { followCluster } from './cluster/cluster.ts';
import { readConfig, type Config } from './config.ts';
import { reasonOf, WebhookError } from './errors.ts';
import { createInstruments } from './instruments.ts';
import type { Policy } from './policy/policy.ts';
import { buildProbes } from './probes.ts';

/** The same folder whether this file runs from the source tree or bundled from dist. */
const policyFolder = new URL('../dist/', import.meta.url);

async function serve(config: Config): Promise<void> {
  const log = pino({}, process.stdout);
  // A promise that nobody awaited must not take a guard away from its cluster.
  process.on('unhandledRejection', error => {
    log.error(error);
  });
  const stopped = new AbortController();
  const keeping = {
    signal: stopped.signal,
    onProblem: (problem: string): void => {
      log.warn(problem);
    },
  };
  const policy = await loadPolicy(config);
  const instruments = createInstruments({
    kinds: [...policy.engine.judged(), { group: '', kind: 'Binding' }],
    wasmMemoryBytes: () => policy.engine.memory(),
  });
  instruments.judgedBy(policy.engine.rules());
  let certificate = await readCertificate(config.certificate);
  let draining = false;
  const dependencies = {
    policy: () => policy,
    cluster: followCluster(clusterClient(kubeConfigOf(config)), () => policy, config.cluster, {
      ...keeping,
      bindings: config.bindings ?? false,
    }),
    instruments,
    certificate: () => certificate,
    draining: () => draining,
    now: () => new Date(),
    log,
  };
  const app = buildApp(dependencies, { answersProbes: config.probes === undefined });
  const probes = buildProbes(dependencies);
  followCertificate(config.certificate, certificate, {
    ...keeping,
    onChange: renewed => {
      certificate = renewed;
      app.server.setSecureContext({ cert: renewed.cert, key: renewed.key });
    },
  });
  if (config.probes !== undefined) await probes.listen(config.probes);
  await app.listen(config.listen);

  /** Serves on until every apiserver has learned of the end, each answer asking for its connection to be closed, then closes. */
  const drain = async (seconds: number): Promise<void> => {
    draining = true;
    log.info(`draining for ${seconds} s`);
    await setTimeout(seconds * 1000);
    await app.close();
    await probes.close();
    stopped.abort();
  };
  for (const sign of ['SIGTERM', 'SIGINT']) process.once(sign, () => void drain(config.drainSeconds ?? 10));
}

async function loadPolicy({ bundle, settings }: Config): Promise<Policy> {
  const engine = await loadEngine(bundle === undefined ? policyFolder : pathToFileURL(bundle));
  const checked = checkSettings(settings, engine.rules());
  if ('problems' in checked) throw new WebhookError('CONFIG_INVALID', checked.problems.join('; '));
  return { engine, settings: checked.value };
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
