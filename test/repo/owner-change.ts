import type { Engine } from '../../policies/engine/engine.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import { appWith, post, reviewOf } from '../../webhooks/app.fixture.ts';
import { readAnswer } from '../admission/answer.ts';
import { objectAt } from '../admission/json-patch.ts';

const key = 'kubectl-fleet.io/owner';

/** An update of a Deployment by which somebody changes the owner that its label names. */
export interface OwnerChange {
  by: string;
  groups?: string[];
  from?: string;
  to?: string;
  namespaceSays?: string;
  labelsOfNamespace?: Record<string, string>;
}

/** The end of such a change. */
export interface OwnerAfterwards {
  allowed: boolean;
  /** All that its writer is shown. */
  warnings: string[];
  /** The owner that the label names. */
  owner: unknown;
}

/** Sends a change to /mutate, and to /validate what became of it, as an API server does. */
export async function changeOwner(engine: Engine, settings: Settings, change: OwnerChange): Promise<OwnerAfterwards> {
  const { by, groups = [], from, to, namespaceSays, labelsOfNamespace } = change;
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { ...labelsOfNamespace, ...labelOf(namespaceSays) } },
  };
  const cluster = {
    facts: () => ({ name: 'eu-1', owner: 'platform' }),
    namespaceObject: () => Promise.resolve(namespace),
    exemptions: () => [],
    find: () => Promise.resolve(undefined),
    ownersOfPod: () => Promise.resolve([]),
  };
  const { app } = appWith({ engine, settings, cluster });
  const request = {
    operation: 'UPDATE',
    userInfo: { username: by, groups },
    object: deployment(to),
    oldObject: deployment(from),
  };
  const review = reviewOf(request);
  const { response, patched } = readAnswer('/mutate', review, (await post(app, '/mutate', review)).body);
  const mutated = reviewOf({ ...request, object: patched });
  const validated = readAnswer('/validate', mutated, (await post(app, '/validate', mutated)).body).response;
  return {
    allowed: validated.allowed,
    warnings: [...(response.warnings ?? []), ...(validated.warnings ?? [])],
    owner: objectAt(patched, 'metadata', 'labels')[key],
  };
}

function deployment(owner?: string): object {
  const metadata = { name: 'cart', namespace: 'shop', labels: labelOf(owner) };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata };
}

function labelOf(owner?: string): Record<string, string> {
  return owner === undefined ? {} : { [key]: owner };
}
