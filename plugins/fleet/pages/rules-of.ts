import type { Engine } from '../../../policies/engine/engine.ts';
import type { Settings } from '../../../policies/settings/schema.ts';
import type { Rule } from './rule-page.ts';

/** All rules of a policy by their id, with what it says of them. @param settings may say where pages are published */
export function rulesOf(engine: Pick<Engine, 'ruleMetadata' | 'samples'>, settings: Settings = {}): Rule[] {
  const samples = engine.samples();
  return Object.entries(engine.ruleMetadata({ settings }))
    .map(([id, words]) => ({ id, words, samples: samples[id] ?? [] }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
