import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import type { Engine } from '../policies/engine/engine.ts';
import type { Settings } from '../policies/settings/schema.ts';
import type { Mutation } from '../policies/review/mutation.ts';
import { buildApp, type App } from './app.ts';
import type { Dependencies } from './dependencies.ts';
import { countUses } from './exemptions/uses.ts';
import { createInstruments } from './metrics/metrics.ts';
import { createGate } from './evaluation/gate.ts';
import { defaultLimits } from './evaluation/limits.ts';
import { openHere } from './evaluation/open-review.ts';

type JudgingEngine = Pick<Engine, 'decide' | 'mutate'>;

/** A policy that changes nothing. */
export const mutatesNothing = (): Mutation => ({ labels: {}, annotations: {}, findings: [] });

const findsNothing: JudgingEngine = { mutate: mutatesNothing, decide: () => ({ allowed: true, findings: [] }) };

type Given = Partial<Dependencies> & { engine?: JudgingEngine; settings?: Settings };

/** What an app around an engine needs that finds nothing, in a cluster of which all is known; `lines` collects its log. */
export function dependenciesWith({ engine = findsNothing, settings = {}, ...changes }: Given = {}): {
  dependencies: Dependencies;
  lines: string[];
} {
  const lines: string[] = [];
  const { instruments = createInstruments() } = changes;
  const dependencies = {
    policy: () => ({
      judge: { open: (body: Buffer) => openHere(engine, body) },
      settings,
      skipped: [],
      digest: 'sha256:c0ffee',
    }),
    missing: () => [],
    gate: createGate(defaultLimits, instruments),
    turn: () => Promise.resolve(),
    cluster: {
      facts: () => ({ name: 'eu-1' }),
      namespaceObject: () => Promise.resolve(null),
      exemptions: () => [],
      find: () => Promise.resolve(undefined),
      ownersOfPod: () => Promise.resolve([]),
    },
    instruments,
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

/** An app with such dependencies. */
export function appWith(given?: Given): { app: App; lines: string[] } {
  const { dependencies, lines } = dependenciesWith(given);
  return { app: buildApp(dependencies), lines };
}

/** An AdmissionReview for the creation of a Deployment, changed where the test needs it. */
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
