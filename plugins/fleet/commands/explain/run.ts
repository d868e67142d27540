import { loadEngine } from '../../../../policies/engine/engine.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { explainFlags } from './flags.ts';
import { documentText } from '../../output/format.ts';
import { usualWidth } from '../../output/wrap.ts';
import { visible } from '../../output/visible.ts';
import { policyPlace } from '../../policy/policy-place.ts';
import { overview } from './overview.ts';
import { pageMarkdown } from '../../pages/page-markdown.ts';
import { pageText } from '../../pages/page-text.ts';
import type { Page } from '../../pages/page.ts';
import { readSystems } from '../../pages/read-systems.ts';
import { rulePage } from '../../pages/rule-page.ts';
import { rulesOf } from '../../pages/rule-pages.ts';
import { exampleDay } from '../../pages/example-day.ts';
import { findPage } from './topics.ts';
import { wordPages } from '../../pages/word-page.ts';

/** Minimum width of a page; some terminals report a width of zero. */
const fewestColumns = 40;

/**
 * Prints the page of a rule, system or word, or the list of all pages.
 * @throws FleetError for invalid parameters or flags; EngineError if there is no policy
 */
export async function showExplanation(
  words: readonly string[],
  flags: FlagsOf<typeof explainFlags>,
  environment: Environment,
): Promise<ExitCode> {
  const rules = rulesOf(await loadEngine(policyPlace(flags, environment)));
  const day = exampleDay(environment.now());
  const topics = {
    rules: rules.map(rule => rulePage(rule, day)),
    systems: await readSystems(environment.policyFolder),
    words: wordPages(day),
  };
  const page = words.length === 0 ? overview(rules, topics) : findPage(words.join(' '), topics);
  const columns = Math.max(fewestColumns, environment.terminal.width ?? usualWidth);
  const text = await formatted(flags.output, page, columns);
  environment.stdout(text.trimEnd());
  return 0;
}

async function formatted(format: string, page: Page, columns: number): Promise<string> {
  if (format === 'text') return visible(pageText(page, columns));
  if (format === 'markdown') return visible(pageMarkdown(page));
  return documentText(format, { apiVersion: 'kubectl-fleet.io/v1alpha1', kind: 'Page', ...page });
}
