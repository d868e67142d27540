import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import type { Engine } from '../policies/engine/engine.ts';
import type { Settings } from '../policies/settings/schema.ts';
import type { Mutation } from '../policies/review/mutation.ts';
import { buildApp, type App } from './app.ts';
import type { Dependencies } from './dependencies.ts';
import { countUses } from './exemptions/uses.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createAdmissionQueue } from './flow-control/admission-queue.ts';
import { defaultLimits } from './flow-control/limits.ts';
import { openReview } from './evaluation/review-handle.ts';

type ReviewEngine = Pick<Engine, 'decide' | 'mutate'>;

/** Returns the mutation that changes nothing. */
export const mutatesNothing = (): Mutation => ({ labels: {}, annotations: {}, findings: [] });

const findsNothing: ReviewEngine = { mutate: mutatesNothing, decide: () => ({ allowed: true, findings: [] }) };

type Changes = Partial<Dependencies> & { engine?: ReviewEngine; settings?: Settings };

/** Returns dependencies of a ready app whose engine finds nothing; `lines` collects its log. */
export function dependenciesWith({ engine = findsNothing, settings = {}, ...changes }: Changes = {}): {
  dependencies: Dependencies;
  lines: string[];
} {
  const lines: string[] = [];
  const { metrics = createMetrics() } = changes;
  const dependencies = {
    policy: () => ({
      evaluator: { open: (body: Buffer) => openReview(engine, body) },
      settings,
      skipped: [],
      digest: 'sha256:c0ffee',
    }),
    missing: () => [],
    admissionQueue: createAdmissionQueue(defaultLimits, metrics),
    evaluationQueue: { wait: () => Promise.resolve() },
    cluster: {
      facts: () => ({ name: 'eu-1' }),
      namespaceObject: () => Promise.resolve(null),
      exemptions: () => [],
      find: () => Promise.resolve(undefined),
      ownersOfPod: () => Promise.resolve([]),
    },
    metrics,
    uses: countUses(),
    certificate: {
      current: () => ({ cert: '', key: '', ends: new Date('2027-01-01T00:00:00Z') }),
      missing: () => [],
    },
    draining: () => false,
    now: () => new Date('2026-11-23T00:00:00Z'),
    log: pino({}, { write: line => lines.push(line) }),
    ...changes,
  };
  return { dependencies, lines };
}

/** Returns an app with these dependencies. */
export function appWith(changes?: Changes): { app: App; lines: string[] } {
  const { dependencies, lines } = dependenciesWith(changes);
  return { app: buildApp(dependencies), lines };
}

/** Returns an AdmissionReview for the creation of a Deployment, with changes. */
export function reviewOf(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const request = {
    uid: 'c0ffee',
    kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
    resource: { group: 'apps', version: 'v1', resource: 'deployments' },
    operation: 'CREATE',
    namespace: 'shop',
    name: 'cart',
    userInfo: { username: 'ann' },
    object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', namespace: 'shop' } },
    oldObject: null,
    ...changes,
  };
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request };
}

/** Sends a body as kube-apiserver does. */
export async function post(
  app: App,
  url: string,
  body: unknown,
  headers: InjectOptions['headers'] = { 'content-type': 'application/json' },
): Promise<LightMyRequestResponse> {
  return app.inject({ method: 'POST', url, headers, payload: typeof body === 'string' ? body : JSON.stringify(body) });
}
