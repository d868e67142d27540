import { pageMarkdown } from '../../plugins/fleet/pages/page-markdown.ts';
import { rulePage, type Rule } from '../../plugins/fleet/pages/rule-page.ts';
import { exampleDay } from './example-day.ts';
import { table } from '../markdown/table.ts';

/** One line a rule; `folder` is where the pages lie, seen from the page that holds the table. */
export function ruleTable(rules: readonly Rule[], folder: string): string {
  const rows = rules.map(
    ({ id, words }) => `| [${id}](${folder}${id}.md) | ${words.custom.action} | ${words.description.trim()} |`,
  );
  return ['| rule | action | speaks of |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

/** One line an antipattern, with the rules that look for it; `folder` as above. */
export function antipatternTable(rules: readonly Rule[], folder: string): string {
  const byAntipattern = Map.groupBy(rules, ({ words }) => words.custom.antipattern);
  const rows = [...byAntipattern].map(([antipattern, ofIt]) => [
    antipattern,
    ofIt.map(({ id }) => `[${id}](${folder}${id}.md)`).join(', '),
  ]);
  return table(['antipattern', 'rules'], rows);
}

/**
 * docs/reference/rules/<id>.md: the page that `explain` prints, and where there is more of it in
 * the repository.
 */
export function ruleFile(rule: Rule): string {
  const samples = `[samples/](../../../policies/fleet/rules/${rule.id.replaceAll('-', '_')}/samples)`;
  const others = 'Settings: [their keys](../settings.md). Exemptions: [how to write one](../../guides/exemptions.md).';
  return `${pageMarkdown(rulePage(rule, exampleDay))}\nAll samples: ${samples}. ${others}\n`;
}
