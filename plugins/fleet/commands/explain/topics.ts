import { ownPrefix } from '../../../../policies/rules/rule-id.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import { nearest } from '../../command-line/suggestion.ts';
import type { Page } from '../../pages/page.ts';

/** Pages by topic. */
export interface Topics {
  rules: readonly Page[];
  systems: readonly Page[];
  words: readonly Page[];
}

/**
 * Finds a page by its name or its title, in any case, with any separators, and in the plural.
 * @throws FleetError TOPIC_UNKNOWN
 */
export function findPage(asked: string, { rules, systems, words }: Topics): Page {
  const pages = [...rules, ...words, ...systems];
  const found =
    pages.find(page => spellings(page).includes(bare(asked))) ??
    pages.find(page => spellings(page).includes(bare(asked).replace(/s$/, '')));
  if (found !== undefined) return found;
  if (asked.startsWith(ownPrefix)) throw fleetErrors.ownRuleUnknown(asked);
  throw fleetErrors.topicUnknown(
    asked,
    suggestion(
      asked,
      pages.map(({ name }) => name),
    ),
  );
}

function suggestion(asked: string, names: readonly string[]): string | undefined {
  const typed = asked.toLowerCase().replaceAll(/[\s_]+/g, '-');
  if (typed === '') return undefined;
  const whole = nearest(typed, names);
  if (whole !== undefined || typed.length < 4) return whole;
  return names.find(name => name.includes(typed) || nearest(typed, [name.slice(0, typed.length)]) !== undefined);
}

function spellings({ name, title }: Page): string[] {
  return [bare(name), bare(title)];
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
