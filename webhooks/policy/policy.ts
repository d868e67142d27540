import type { Engine } from '../../policies/engine/engine.ts';
import type { Settings } from '../../policies/engine/model.ts';
import { usableSettings } from '../../policies/engine/settings.ts';
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
  /** Why each entry of the settings that was written and does not count is skipped. */
  skipped: readonly string[];
}

/** Rules with what they can use of the settings. */
export function withSettings(rules: LoadedRules, written: unknown): Policy {
  const { engine, judge, digest, signedBy, loadedAt } = rules;
  return { engine, judge, digest, signedBy, loadedAt, ...usableSettings(written, engine.rules()) };
}
