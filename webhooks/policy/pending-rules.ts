import { openEngine } from '../../policies/engine/engine.ts';
import { readPolicy } from '../../policies/engine/policy-files.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { ReviewEvaluator } from '../evaluation/review-evaluator.ts';
import type { LoadedRules } from './policy.ts';

/**
 * Loads the placeholder for a bundle that is not loaded yet. It evaluates no review, because the
 * built-in rules are no substitute for those of the bundle. Its engine names the lists of the
 * cluster that the webhook reads meanwhile.
 * @param builtIn folder of the built-in rules
 * @throws EngineError
 */
export async function pendingRules(builtIn: URL): Promise<LoadedRules> {
  const engine = openEngine(await readPolicy(builtIn));
  return { engine, evaluator: refusesAll, digest: '', signedBy: undefined, loadedAt: new Date(0) };
}

const refuse = (): never => {
  throw new WebhookError('NOT_READY', 'not ready: the bundle was not taken yet');
};
const refusesAll: ReviewEvaluator = { decide: refuse, open: refuse, close: () => undefined };
