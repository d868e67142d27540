import type { Engine } from '../../policies/engine/engine.ts';
import type { Settings } from '../../policies/engine/model.ts';
import { checkSettings } from '../../policies/engine/settings.ts';
import { WebhookError } from '../errors.ts';
import type { Judge } from '../judging/judge.ts';

/** Rules that can be judged by. */
export interface LoadedRules {
  engine: Engine;
  /** Of the same rules. */
  judge: Judge;
  /** sha256:HEX of the bundle, or without one of policy.wasm and data.json. */
  digest: string;
  /** Id of the key that the bundle is signed with, where that was checked. */
  signedBy: string | undefined;
  loadedAt: Date;
}

/** What reviews are judged by. It is swapped whole, so that no review sees the rules of one and the settings of another. */
export interface Policy extends LoadedRules {
  settings: Settings;
}

/**
 * Rules with the settings that were written for them.
 * @throws WebhookError CONFIG_INVALID where they name a rule that is none
 */
export function withSettings(rules: LoadedRules, written: Settings): Policy {
  const { engine, judge, digest, signedBy, loadedAt } = rules;
  const checked = checkSettings(written, engine.rules());
  if ('problems' in checked) throw new WebhookError('CONFIG_INVALID', checked.problems.join('; '));
  return { engine, judge, digest, signedBy, loadedAt, settings: checked.value };
}
