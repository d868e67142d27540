import { openEngine } from '../../policies/engine/engine.ts';
import { readPolicy } from '../../policies/engine/policy-files.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Judge } from '../evaluation/judge.ts';
import type { LoadedRules } from './policy.ts';

/**
 * Stands where rules are awaited, and judges nothing: the rules that the webhook brings are no substitute for those that somebody wants to be
 * judged by. They say only which lists of the cluster to read meanwhile.
 * @param builtIn folder of the rules that the webhook brings
 * @throws EngineError
 */
export async function awaitedRules(builtIn: URL): Promise<LoadedRules> {
  const engine = openEngine(await readPolicy(builtIn));
  return { engine, judge: judgesNothing, digest: '', signedBy: undefined, loadedAt: new Date(0) };
}

const refuse = (): never => {
  throw new WebhookError('NOT_READY', 'not ready: the bundle was not taken yet');
};
const judgesNothing: Judge = { decide: refuse, open: refuse, close: () => undefined };
