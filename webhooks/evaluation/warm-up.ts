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

/**
 * Evaluates one review and ignores the result. The first evaluation compiles code, which takes
 * longer than a hundred reviews.
 */
export function warmUp({ decide }: Pick<Engine, 'decide'>): void {
  try {
    decide(review);
  } catch {
    // A rule of the user may fail on this review.
  }
}
