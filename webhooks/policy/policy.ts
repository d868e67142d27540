import type { Engine } from '../../policies/engine/engine.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import { usableSettings } from '../../policies/settings/settings.ts';
import type { Judge } from '../evaluation/judge.ts';

/** Rules that can be judged by. */
export interface LoadedRules {
  engine: Engine;
  /** Of the same rules. */
  judge: Judge;
  /** sha256:HEX of the bundle, or without one of policy.wasm and data.json; empty while a bundle is awaited. */
  digest: string;
  /** Id of the key that the bundle is signed with, where that was checked. */
  signedBy: string | undefined;
  loadedAt: Date;
}

/** What reviews are judged by. It is swapped whole, so that no review sees the rules of one and the settings of another. */
export interface Policy extends LoadedRules {
  settings: Settings;
  /** Why each entry of the settings that was written and does not count is skipped. */
  skipped: readonly string[];
}

/** True while a bundle is awaited, so that nothing is judged. */
export function isAwaited({ digest }: Pick<LoadedRules, 'digest'>): boolean {
  return digest === '';
}

/** Rules with what they can use of the settings. While a bundle is awaited nobody knows which rules the settings may name. */
export function withSettings(rules: LoadedRules, written: unknown): Policy {
  const { engine, judge, digest, signedBy, loadedAt } = rules;
  const { settings, skipped } = usableSettings(written, engine.rules());
  return { engine, judge, digest, signedBy, loadedAt, settings, skipped: isAwaited(rules) ? [] : skipped };
}
