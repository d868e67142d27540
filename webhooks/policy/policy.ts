import type { Engine } from '../../policies/engine/engine.ts';
import type { Settings } from '../../policies/engine/model.ts';
import type { Judge } from '../judging/judge.ts';

/** What reviews are judged by. It is swapped whole, so that no review sees the rules of one and the settings of another. */
export interface Policy {
  engine: Engine;
  /** Of the engine's own policy; it outlives a change of settings alone. */
  judge: Judge;
  settings: Settings;
}
