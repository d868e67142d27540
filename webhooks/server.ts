import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { KubeConfig } from '@kubernetes/client-node';
import pino from 'pino';
import { openEngine, type Engine } from '../policies/engine/engine.ts';
import { readPolicy, type PolicyFiles } from '../policies/engine/policy-files.ts';
import type { Settings } from '../policies/engine/model.ts';
import { checkSettings } from '../policies/engine/settings.ts';
import { buildApp } from './app.ts';
import { openCertificate } from './certificates/open.ts';
import { clusterClient } from './cluster/client.ts';
import { followCluster } from './cluster/cluster.ts';
import type { Keeping } from './cluster/keep-doing.ts';
import { readConfig, type Config } from './config.ts';
import { reasonOf, WebhookError } from './errors.ts';
import { keepExemptionStatus } from './exemptions/keep-status.ts';
import { countUses } from './exemptions/uses.ts';
import { createInstruments } from './instruments.ts';
import { createGate } from './judging/gate.ts';
import { startJudge } from './judging/judge.ts';
import { createTurns } from './judging/turns.ts';
import type { Policy } from './policy/policy.ts';
import { buildProbes } from './probes.ts';
import type { Tracing } from './tracing/tracing.ts';

/** Beside the bundled program, wherever that is installed; from the source tree, where it is built. */
const policyFolder = new URL(import.meta.url.endsWith('.ts') ? '../dist/' : './', import.meta.url);
const worker = new URL('judging-worker.js', policyFolder);

async function serve(config: Config): Promise<void> {
  const log = pino({}, process.stdout);
  // A disk that is full, or a log that nobody reads any more, must not take a guard away from its cluster.
  process.stdout.on('error', () => undefined);
  // Nor must a promise that nobody awaited.
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
  const { files, engine, settings } = await loadPolicy(config);
  const instruments = createInstruments({
    kinds: [...engine.judged(), { group: '', kind: 'Binding' }],
    wasmMemoryBytes: () => engine.memory(),
  });
  instruments.judgedBy(engine.rules());
  const onLate = (): void => {
    instruments.shed.inc({ reason: 'late' });
  };
  const onRestart = (): void => {
    instruments.restarts.inc();
  };
  const judge = startJudge(engine, files, { worker, limits: config.limits, onLate, onRestart });
  const policy: Policy = { engine, judge, settings };
  const client = clusterClient(kubeConfigOf(config));
  const leaving = new AbortController();
  let draining = false;
  const tracing = await startTracing(config, keeping.onProblem);
  const cluster = followCluster(client, () => policy, config.cluster, {
    ...keeping,
    bindings: config.bindings ?? false,
  });
  const certified = Promise.withResolvers<undefined>();
  const certificate = await openCertificate(config.certificate, client, {
    ...keeping,
    identity: `${hostname()}_${process.pid}_${randomUUID()}`,
    leaving: leaving.signal,
    now: () => new Date(),
    // Never before the server below is there: what it comes from has to be asked for first.
    onChange: renewed => {
      app.server.setSecureContext({ cert: renewed.cert, key: renewed.key });
      certified.resolve(undefined);
    },
  });
  const dependencies = {
    policy: () => policy,
    cluster,
    instruments,
    gate: createGate(config.limits, instruments),
    turn: createTurns(onLate),
    uses: countUses(),
    certificate,
    draining: () => draining,
    trace: tracing?.trace,
    now: () => new Date(),
    log,
  };
  const writeUses = keepExemptionStatus(client, { ...dependencies, serves: cluster.serves }, keeping);
  const app = buildApp(dependencies, { answersProbes: config.probes === undefined });
  const probes = buildProbes(dependencies);

  /** Serves on until every apiserver has learned of the end, each answer asking for its connection to be closed, then closes. */
  const drain = async (seconds: number): Promise<void> => {
    draining = true;
    leaving.abort();
    certified.resolve(undefined);
    log.info(`draining for ${seconds} s`);
    await setTimeout(seconds * 1000);
    await app.close();
    judge.close();
    await probes.close();
    await tracing?.end();
    await writeUses().catch((error: unknown) => {
      keeping.onProblem(reasonOf(error));
    });
    stopped.abort();
  };
  for (const sign of ['SIGTERM', 'SIGINT']) process.once(sign, () => void drain(config.drainSeconds ?? 10));

  if (config.probes !== undefined) await probes.listen(config.probes);
  if (certificate.current() === undefined) await certified.promise;
  if (!leaving.signal.aborted) await app.listen(config.listen);
}

/** Traces where the variables of OpenTelemetry say so. What makes them is not even loaded otherwise. */
async function startTracing({ cluster }: Config, onProblem: Keeping['onProblem']): Promise<Tracing | undefined> {
  const { env } = process;
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '';
  if (endpoint === '' || env['OTEL_SDK_DISABLED'] === 'true') return undefined;
  const tracing = await import('./tracing/tracing.ts');
  return tracing.startTracing({ cluster: cluster.name, ratio: Number(env['OTEL_TRACES_SAMPLER_ARG'] ?? 1), onProblem });
}

async function loadPolicy({
  bundle,
  settings,
}: Config): Promise<{ files: PolicyFiles; engine: Engine; settings: Settings }> {
  const files = await readPolicy(bundle === undefined ? policyFolder : pathToFileURL(bundle));
  const engine = openEngine(files);
  const checked = checkSettings(settings, engine.rules());
  if ('problems' in checked) throw new WebhookError('CONFIG_INVALID', checked.problems.join('; '));
  return { files, engine, settings: checked.value };
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
