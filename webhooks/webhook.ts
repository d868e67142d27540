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
import { keepExemptionStatus } from './exemptions/keep-status.ts';
import { countUses } from './exemptions/uses.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { createAdmissionQueue } from './flow-control/admission-queue.ts';
import { startReviewEvaluator } from './evaluation/review-evaluator.ts';
import { createEvaluationQueue } from './flow-control/evaluation-queue.ts';
import { webhookLifecycle, type Webhook } from './lifecycle.ts';
import { startPolicy } from './policy/start-policy.ts';
import { buildProbes } from './probes.ts';
import { tracingFrom } from './tracing/from-environment.ts';

/** Environment of the process. */
export interface Environment {
  readConfig: () => Promise<Config>;
  /** Environment variables. */
  variables: Readonly<Partial<Record<string, string>>>;
  /** Pod of the process. */
  pod: { name: string; uid: string | undefined };
  /** Holder of Leases. No other process has this name, nor an earlier one in the same Pod. */
  identity: string;
  /** Folder of the policy and of the program of the workers. */
  programs: URL;
  log: FastifyBaseLogger;
}

/**
 * Builds the webhook from its configuration and starts to watch the cluster.
 * @throws WebhookError, EngineError where a part is broken at the start. A broken bundle does not
 *   throw: the webhook waits for a good one.
 */
export async function prepareWebhook(environment: Environment): Promise<Webhook> {
  const { readConfig, variables, pod, identity, programs, log } = environment;
  const config = await readConfig();
  const [stopped, leaving] = [new AbortController(), new AbortController()];
  const onProblem = (problem: string): void => {
    log.warn(problem);
  };
  const keeping = { signal: stopped.signal, onProblem };
  const now = (): Date => new Date();
  let metrics: Metrics | undefined = undefined;
  const onLate = (): void => {
    metrics?.shed.inc({ reason: 'late' });
  };
  const onRestart = (): void => {
    metrics?.workerRestarts.inc();
  };
  const worker = new URL('evaluation-worker.js', programs);
  const workers = { worker, limits: config.limits, onLate, onRestart };
  const started = await startPolicy(config, {
    builtIn: programs,
    startEvaluator: (engine, files) => startReviewEvaluator(engine, files, workers),
    now,
  });
  const { policy } = started;
  metrics = createMetrics({
    kinds: [...policy().engine.reviewedKinds(), { group: '', kind: 'Binding' }],
    wasmMemoryBytes: () => policy().engine.memory(),
  });
  metrics.useRules(policy().engine.rules());
  const client = await ownCluster(config.kubeconfig, variables);
  const tracing = await tracingFrom(variables, { cluster: config.cluster.name, onProblem });
  const cluster = followCluster(client, policy, config.cluster, { ...keeping, bindings: config.bindings ?? false });
  clusterMetrics(metrics.registry, cluster);
  const record = eventRecorder(client, { instance: pod.name, now, onProblem });
  const events = config.namespace === undefined ? undefined : { record, self: selfIn(config.namespace, pod) };
  started.keepReloading({ readConfig, cluster, metrics, log, events, signal: stopped.signal });
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
    // Is never called before the server exists below, because the certificate needs a request
    // first.
    onChange: () => {
      secure();
      certified.resolve(undefined);
    },
  });
  const dependencies = {
    policy,
    missing: () => [...started.missing(), ...cluster.missing()],
    cluster,
    metrics,
    admissionQueue: createAdmissionQueue(config.limits, metrics, onProblem),
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
  /** Sets the certificate and the client authorities of new connections. Open connections stay. */
  const secure = (): void => {
    const { cert, key } = certificate.current() ?? {};
    app.server.setSecureContext({ cert, key, ca: callers?.clientCA() });
  };

  return webhookLifecycle({
    config,
    app,
    probes,
    certificate,
    certified,
    leaving,
    stopped,
    closeEvaluator: () => {
      policy().evaluator.close();
    },
    endTracing: async () => tracing?.end(),
    writeUses,
    log,
  });
}

/** Returns the Pod that Events of the webhook name. kubectl describe finds them by its uid. */
function selfIn(namespace: string, { name, uid }: Environment['pod']): NewEvent['about'] {
  return { apiVersion: 'v1', kind: 'Pod', namespace, name, ...(uid !== undefined && { uid }) };
}
