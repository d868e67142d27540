import type { Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';

const deployment = { group: 'apps', version: 'v1', kind: 'Deployment' };
const review: ReviewInput = {
  operation: 'CREATE',
  kind: deployment,
  resource: { group: 'apps', version: 'v1', resource: 'deployments' },
  subResource: '',
  namespace: 'default',
  name: 'warm-up',
  object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'warm-up', namespace: 'default' }, spec: {} },
  oldObject: null,
  userInfo: {},
  fieldManager: '',
  dryRun: true,
  namespaceObject: null,
  cluster: {},
  settings: {},
  now: '2026-01-01T00:00:00Z',
};

/** Has the policy judge something once: what is only compiled then takes longer than a hundred reviews. Whatever comes of it is no matter. */
export function warmUp({ decide }: Pick<Engine, 'decide'>): void {
  try {
    decide(review);
  } catch {
    // A rule of the user's own may fail on it.
  }
}
