import { parseDocument, stringify } from 'yaml';
import type { Rule } from './rule.ts';

/** One line a rule; `folder` is where the pages lie, seen from the page that holds the table. */
export function ruleTable(rules: readonly Rule[], folder: string): string {
  const rows = rules.map(
    ({ id, words }) => `| [${id}](${folder}${id}.md) | ${words.custom.action} | ${words.description} |`,
  );
  return ['| rule | action | speaks of |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

/** docs/rules/<id>.md */
export function rulePage({ id, words, samples }: Rule): string {
  const refused =
    samples.find(({ name }) => name.startsWith('deny_')) ?? samples.find(({ name }) => name.startsWith('warn_'));
  const accepted = samples.find(({ name }) => name.startsWith('allow_'));
  return `# ${id}

${words.description}

| | |
| --- | --- |
| action | ${words.custom.action} |
| antipattern | ${words.custom.antipattern} |
| why | ${words.custom.why} |
| fix | ${words.custom.fix} |
| severity | ${words.custom.severity} |
| needs to see | ${words.custom.needs.join(', ')} |

## Refused or warned about

${exampleOf(refused)}
## Accepted

${exampleOf(accepted)}
## Known misses

${words.custom.misses.map(miss => `- ${miss}`).join('\n')}

All samples: [samples/](../../policies/fleet/rules/${id.replaceAll('-', '_')}/samples).
`;
}

/** The object of a sample, and in words what else the rule was shown. */
function exampleOf(sample: Rule['samples'][number] | undefined): string {
  if (sample === undefined) return '';
  const document = parseDocument(sample.text);
  const { object, ...shown } = sampleOf(document.toJS());
  const comment = document.commentBefore === null ? '' : `${document.commentBefore.trim()}\n\n`;
  const rest = Object.keys(shown).length === 0 ? '' : `\nJudged with:\n\n${fenced(shown)}`;
  return `${comment}${fenced(object)}${rest}`;
}

/** A sample's top-level keys; only `object` is always there. */
function sampleOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

const fenced = (value: unknown) => `\`\`\`yaml\n${stringify(value)}\`\`\`\n`;
