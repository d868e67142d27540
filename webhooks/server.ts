import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import pino from 'pino';
import { buildApp } from './app.ts';
import { openCallers } from './callers/callers.ts';
import { startAudit } from './audit/start-audit.ts';
import { openCertificate } from './certificates/open.ts';
import { clusterClient } from './cluster/client.ts';
import { clusterMetrics } from './cluster/cluster-metrics.ts';
import { followCluster } from './cluster/cluster.ts';
import { eventRecorder, type Happening } from './cluster/events.ts';
import type { Keeping } from './cluster/keep-doing.ts';
import { readConfig, type Config } from './config.ts';
import { reasonOf, WebhookError } from './errors.ts';
import { keepExemptionStatus } from './exemptions/keep-status.ts';
import { countUses } from './exemptions/uses.ts';
import { createInstruments, type Instruments } from './instruments.ts';
import { createGate } from './judging/gate.ts';
import { startJudge } from './judging/judge.ts';
import { createTurns } from './judging/turns.ts';
import { startPolicy } from './policy/start-policy.ts';
import { buildProbes } from './probes.ts';
import type { Tracing } from './tracing/tracing.ts';

/** Beside the bundled program, wherever that is installed; from the source tree, where it is built. */
const policyFolder = new URL(import.meta.url.endsWith('.ts') ? '../dist/' : './', import.meta.url);
/** A Pod's host is called as the Pod is. */
const podName = process.env['POD_NAME'] ?? hostname();
const worker = new URL('judging-worker.js', policyFolder);

async function serve(): Promise<void> {
  const readAgain = (): Promise<Config> => readConfig(process.argv.slice(2), process.env);
  const config = await readAgain();
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
  const now = (): Date => new Date();
  let instruments: Instruments | undefined = undefined;
  const onLate = (): void => {
    instruments?.shed.inc({ reason: 'late' });
  };
  const onRestart = (): void => {
    instruments?.restarts.inc();
  };
  const judging = { worker, limits: config.limits, onLate, onRestart };
  const { policy, follow } = await startPolicy(config, {
    builtIn: policyFolder,
    startJudge: (engine, files) => startJudge(engine, files, judging),
    now,
  });
  instruments = createInstruments({
    kinds: [...policy().engine.judged(), { group: '', kind: 'Binding' }],
    wasmMemoryBytes: () => policy().engine.memory(),
  });
  instruments.judgedBy(policy().engine.rules());
  const client = clusterClient(kubeConfigOf(config));
  const leaving = new AbortController();
  let draining = false;
  const tracing = await startTracing(config, keeping.onProblem);
  const cluster = followCluster(client, policy, config.cluster, {
    ...keeping,
    bindings: config.bindings ?? false,
  });
  clusterMetrics(instruments.registry, cluster);
  const record = eventRecorder(client, { instance: podName, now, onProblem: keeping.onProblem });
  const events = config.namespace === undefined ? undefined : { record, self: selfIn(config.namespace) };
  follow({ readConfig: readAgain, cluster, instruments, log, events, signal: stopped.signal });
  const callers = await openCallers(config.callers ?? {}, client, {
    ...keeping,
    onChange: () => {
      secure();
    },
  });
  const identity = `${podName}_${process.pid}_${randomUUID()}`;
  const certified = Promise.withResolvers<undefined>();
  const certificate = await openCertificate(config.certificate, client, {
    ...keeping,
    identity,
    leaving: leaving.signal,
    now,
    // Never before the server below is there: what it comes from has to be asked for first.
    onChange: () => {
      secure();
      certified.resolve(undefined);
    },
  });
  const dependencies = {
    policy,
    cluster,
    instruments,
    gate: createGate(config.limits, instruments),
    turn: createTurns(onLate),
    uses: countUses(),
    certificate,
    callers,
    draining: () => draining,
    trace: tracing?.trace,
    now,
    log,
  };
  const writeUses = keepExemptionStatus(client, { ...dependencies, serves: cluster.serves }, keeping);
  if (config.audit !== undefined && config.namespace !== undefined) {
    const signal = AbortSignal.any([stopped.signal, leaving.signal]);
    const auditing = { ...dependencies, client, recordEvent: record, identity };
    void startAudit({ options: config.audit, namespace: config.namespace }, auditing, { ...keeping, signal });
  }
  const app = buildApp(dependencies, { answersProbes: config.probes === undefined });
  const probes = buildProbes(dependencies);
  /** New connections are made with what there is now; those that are open stay as they are. */
  const secure = (): void => {
    const { cert, key } = certificate.current() ?? {};
    app.server.setSecureContext({ cert, key, ca: callers?.clientCA() });
  };

  /** Serves on until every apiserver has learned of the end, each answer asking for its connection to be closed, then closes. */
  const drain = async (seconds: number): Promise<void> => {
    draining = true;
    // Others can go on at once with what this one did alone.
    leaving.abort();
    certified.resolve(undefined);
    log.info(`draining for ${seconds} s`);
    await setTimeout(seconds * 1000);
    // On a busy machine a request may have come in the meantime that nobody has read: closing its connection now would lose it.
    await setImmediate();
    await app.close();
    policy().judge.close();
    await probes.close();
    await tracing?.end();
    await writeUses().catch((error: unknown) => {
      keeping.onProblem(reasonOf(error));
    });
    stopped.abort();
  };
  for (const sign of ['SIGTERM', 'SIGINT']) process.once(sign, () => void drain(config.drainSeconds ?? 10));

  // Copies, for fastify writes into what it is given, and the configuration is compared with the file later.
  if (config.probes !== undefined) await probes.listen({ ...config.probes });
  if (certificate.current() === undefined) await certified.promise;
  if (!leaving.signal.aborted) await app.listen({ ...config.listen });
}

/** Traces where the variables of OpenTelemetry say so. What makes them is not even loaded otherwise. */
async function startTracing({ cluster }: Config, onProblem: Keeping['onProblem']): Promise<Tracing | undefined> {
  const { env } = process;
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '';
  if (endpoint === '' || env['OTEL_SDK_DISABLED'] === 'true') return undefined;
  const tracing = await import('./tracing/tracing.ts');
  return tracing.startTracing({ cluster: cluster.name, ratio: Number(env['OTEL_TRACES_SAMPLER_ARG'] ?? 1), onProblem });
}

/** What Events of the webhook itself are about. Without its uid kubectl describe would not find them. */
function selfIn(namespace: string): Happening['about'] {
  const uid = process.env['POD_UID'];
  return { apiVersion: 'v1', kind: 'Pod', namespace, name: podName, ...(uid !== undefined && { uid }) };
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
  await serve();
} catch (error) {
  process.stderr.write(`kubectl fleet webhook: ${reasonOf(error)}\n`);
  process.exit(1);
}
