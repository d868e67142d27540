import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import { appWith } from '../../webhooks/app.fixture.ts';
import type { App } from '../../webhooks/app.ts';
import { objectAt } from './json-patch.ts';

const folder = join(import.meta.dirname, '../fixtures/admission');

/** Names of the reviews that real API servers sent. */
export const recordings = readdirSync(folder);

export function recorded(file: string): Record<string, unknown> {
  return objectAt(JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/**
 * The webhook with all rules, which does not listen. Its cluster is the member of a federation that
 * most recordings come from, and has a virtual node.
 */
export async function recordedMember(settings: Settings = {}): Promise<App> {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const virtualNode = objectAt(recorded('member_admin_CREATE_Node_0.json'), 'request', 'object');
  const facts = engine.readFacts({
    identity: { name: 'm1', fleet: 'acme', owner: 'payments' },
    version: 'v1.37.2',
    nodes: [virtualNode, { metadata: { name: 'm1-a' }, spec: {} }],
    namespaces: [],
    claims: [],
  });
  const cluster = {
    facts: () => facts,
    namespaceObject: () => Promise.resolve(null),
    exemptions: () => [],
    find: () => Promise.resolve(undefined),
    ownersOfPod: () => Promise.resolve([]),
  };
  return appWith({ engine, cluster, settings }).app;
}
