import { setImmediate, setTimeout } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { buildApp } from './app.ts';
import { startAudit } from './audit/controller.ts';
import { openAuthenticator } from './authentication/authenticator.ts';
import { openCertificate } from './certificates/open.ts';
import { clusterMetrics } from './cluster/cluster-metrics.ts';
import { followCluster } from './cluster/cluster.ts';
import { eventRecorder, type NewEvent } from '../kubernetes/events/events.ts';
import { ownCluster } from './cluster/own-cluster.ts';
import type { Config } from './config.ts';
import { reasonOf } from '../kubernetes/errors/reason.ts';
import { keepExemptionStatus } from './exemptions/keep-status.ts';
import { countUses } from './exemptions/uses.ts';
import { createInstruments, type Instruments } from './metrics/metrics.ts';
import { createAdmissionQueue } from './flow-control/admission-queue.ts';
import { startReviewEvaluator } from './evaluation/review-evaluator.ts';
import { createEvaluationQueue } from './flow-control/evaluation-queue.ts';
import { startPolicy } from './policy/start-policy.ts';
import { buildProbes } from './probes.ts';
import { tracingFrom } from './tracing/from-environment.ts';

/** What the webhook runs in. */
export interface Surroundings {
  readConfig: () => Promise<Config>;
  environment: Readonly<Partial<Record<string, string>>>;
  /** Called as its host is, unless somebody says otherwise. */
  pod: { name: string; uid: string | undefined };
  /** A name that no other process has, nor an earlier one in the same pod: as this one Leases are held. */
  identity: string;
  /** Folder of the policy and of the program of the threads. */
  programs: URL;
  log: FastifyBaseLogger;
}

/** All of the webhook, not yet listening. */
export interface Webhook {
  /** Listens once there is a certificate. */
  listen: () => Promise<void>;
  /** Serves on until every apiserver has learned of the end, each answer asking for its connection to be closed, then closes. */
  drain: () => Promise<void>;
}

/**
 * Puts the webhook together, and begins to follow its cluster.
 * @throws WebhookError, EngineError what is broken at the start, but for a bundle, which is waited for; later the last good one is kept
 */
export async function prepareWebhook(surroundings: Surroundings): Promise<Webhook> {
  const { readConfig, environment, pod, identity, programs, log } = surroundings;
  const config = await readConfig();
  const [stopped, leaving] = [new AbortController(), new AbortController()];
  const onProblem = (problem: string): void => {
    log.warn(problem);
  };
  const keeping = { signal: stopped.signal, onProblem };
  const now = (): Date => new Date();
  let instruments: Instruments | undefined = undefined;
  const onLate = (): void => {
    instruments?.shed.inc({ reason: 'late' });
  };
  const onRestart = (): void => {
    instruments?.restarts.inc();
  };
  const worker = new URL('evaluation-worker.js', programs);
  const workers = { worker, limits: config.limits, onLate, onRestart };
  const started = await startPolicy(config, {
    builtIn: programs,
    startEvaluator: (engine, files) => startReviewEvaluator(engine, files, workers),
    now,
  });
  const { policy } = started;
  instruments = createInstruments({
    kinds: [...policy().engine.judged(), { group: '', kind: 'Binding' }],
    wasmMemoryBytes: () => policy().engine.memory(),
  });
  instruments.judgedBy(policy().engine.rules());
  const client = await ownCluster(config.kubeconfig, environment);
  const tracing = await tracingFrom(environment, { cluster: config.cluster.name, onProblem });
  const cluster = followCluster(client, policy, config.cluster, { ...keeping, bindings: config.bindings ?? false });
  clusterMetrics(instruments.registry, cluster);
  const record = eventRecorder(client, { instance: pod.name, now, onProblem });
  const events = config.namespace === undefined ? undefined : { record, self: selfIn(config.namespace, pod) };
  started.keepReloading({ readConfig, cluster, instruments, log, events, signal: stopped.signal });
  const callers = await openAuthenticator(config.callers ?? {}, client, {
    ...keeping,
    onChange: () => {
      secure();
    },
  });
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
    missing: () => [...started.missing(), ...cluster.missing()],
    cluster,
    instruments,
    admissionQueue: createAdmissionQueue(config.limits, instruments, onProblem),
    evaluationQueue: createEvaluationQueue(onLate),
    uses: countUses(),
    certificate,
    callers,
    draining: () => leaving.signal.aborted,
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

  const drain = async (): Promise<void> => {
    const { drainSeconds = 10 } = config;
    // Others can go on at once with what this one did alone.
    leaving.abort();
    certified.resolve(undefined);
    log.info(`draining for ${drainSeconds} s`);
    await setTimeout(drainSeconds * 1000);
    // On a busy machine a request may have come in the meantime that nobody has read: closing its connection now would lose it.
    await setImmediate();
    await app.close();
    policy().judge.close();
    await probes.close();
    await tracing?.end();
    await writeUses().catch((error: unknown) => {
      onProblem(reasonOf(error));
    });
    stopped.abort();
  };
  const listen = async (): Promise<void> => {
    // Copies, for fastify writes into what it is given, and the configuration is compared with the file later.
    if (config.probes !== undefined) await probes.listen({ ...config.probes });
    if (certificate.current() === undefined) await certified.promise;
    if (!leaving.signal.aborted) await app.listen({ ...config.listen });
  };
  return { listen, drain };
}

/** What Events of the webhook itself are about. Without its uid kubectl describe would not find them. */
function selfIn(namespace: string, { name, uid }: Surroundings['pod']): NewEvent['about'] {
  return { apiVersion: 'v1', kind: 'Pod', namespace, name, ...(uid !== undefined && { uid }) };
}
