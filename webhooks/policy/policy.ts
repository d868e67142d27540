import type { Engine } from '../../policies/engine/engine.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import { usableSettings } from '../../policies/settings/settings.ts';
import type { ReviewEvaluator } from '../evaluation/review-evaluator.ts';

/** Rules that are ready for reviews. */
export interface LoadedRules {
  engine: Engine;
  /** Evaluator of the same rules. */
  evaluator: ReviewEvaluator;
  /**
   * sha256:HEX of the bundle; of policy.wasm and data.json where there is no bundle; empty while
   * the bundle is pending.
   */
  digest: string;
  /** Id of the key that signed the bundle; undefined where no signature was checked. */
  signedBy: string | undefined;
  loadedAt: Date;
}

/**
 * Rules and their settings. Both are replaced together, so that no review sees the rules of one
 * policy and the settings of another.
 */
export interface Policy extends LoadedRules {
  settings: Settings;
  /** Reasons why entries of the settings are skipped, one for each entry. */
  skipped: readonly string[];
}

/** True while the bundle is pending, so that no review is evaluated. */
export function isPending({ digest }: Pick<LoadedRules, 'digest'>): boolean {
  return digest === '';
}

/**
 * Returns rules with the settings that they can use. Skips no entry while the bundle is pending,
 * because the names of its rules are not known.
 * @param written settings as the user wrote them
 */
export function withSettings(rules: LoadedRules, written: unknown): Policy {
  const { engine, evaluator, digest, signedBy, loadedAt } = rules;
  const { settings, skipped } = usableSettings(written, engine.rules());
  return { engine, evaluator, digest, signedBy, loadedAt, settings, skipped: isPending(rules) ? [] : skipped };
}
