import type { Engine } from '../../../policies/engine/engine.ts';
import type { Settings } from '../../../policies/settings/schema.ts';
import { rulePage, type Rule } from './rule-page.ts';
import { exampleDay } from './example-day.ts';
import { pageMarkdown } from './page-markdown.ts';

/**
 * Returns all rules of a policy, sorted by id, with their metadata and samples.
 * @param settings settings that may have the address of published pages
 */
export function rulesOf(engine: Pick<Engine, 'ruleMetadata' | 'samples'>, settings: Settings = {}): Rule[] {
  const samples = engine.samples();
  return Object.entries(engine.ruleMetadata({ settings }))
    .map(([id, words]) => ({ id, words, samples: samples[id] ?? [] }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Returns the pages of all rules in Markdown, by the id of the rule. */
export function rulePages(
  engine: Pick<Engine, 'ruleMetadata' | 'samples'>,
  settings: Settings,
  now: Date,
): Record<string, string> {
  const day = exampleDay(now);
  return Object.fromEntries(rulesOf(engine, settings).map(rule => [rule.id, pageMarkdown(rulePage(rule, day))]));
}
