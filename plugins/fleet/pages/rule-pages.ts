import type { Engine } from '../../../policies/engine/engine.ts';
import type { Settings } from '../../../policies/settings/schema.ts';
import { exampleDay } from './example-day.ts';
import { pageMarkdown } from './page-markdown.ts';
import { rulePage } from './rule-page.ts';
import { rulesOf } from './rules-of.ts';

/** The pages of all rules in Markdown, by the id of the rule. */
export function rulePages(
  engine: Pick<Engine, 'words' | 'samples'>,
  settings: Settings,
  now: Date,
): Record<string, string> {
  const day = exampleDay(now);
  return Object.fromEntries(rulesOf(engine, settings).map(rule => [rule.id, pageMarkdown(rulePage(rule, day))]));
}
