import { parse } from 'yaml';
import { howToExempt } from './exempt.ts';
import { fenced } from './fenced.ts';
import type { Rule } from './rule.ts';

type Sample = Rule['samples'][number];

/** One line a rule; `folder` is where the pages lie, seen from the page that holds the table. */
export function ruleTable(rules: readonly Rule[], folder: string): string {
  const rows = rules.map(
    ({ id, words }) => `| [${id}](${folder}${id}.md) | ${words.custom.action} | ${words.description} |`,
  );
  return ['| rule | action | speaks of |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

/** docs/rules/<id>.md */
export function rulePage(rule: Rule): string {
  const { id, words, samples } = rule;
  const { action, severity, antipattern, why, fix, needs, misses } = words.custom;
  const found = shown(samples, action) ?? shown(samples, 'deny') ?? shown(samples, 'warn');
  return `# ${id}

| | |
| --- | --- |
| action | ${action} |
| severity | ${severity} |
| antipattern | ${antipattern} |
| needs to see | ${needs.join(', ')} |

## What

${words.description}

## Why

${sentence(why)}

## ${headingOf(found)}

${exampleOf(found)}
## Accepted

${exampleOf(shown(samples, 'allow'))}
## How to fix

${sentence(fix)}

## How to exempt

${howToExempt(rule, found && sampleOf(found)['object'])}
## Known misses

${misses.map(miss => `- ${miss}`).join('\n')}

All samples: [samples/](../../policies/fleet/rules/${id.replaceAll('-', '_')}/samples).
`;
}

function headingOf(found: Sample | undefined): string {
  if (found?.name.startsWith('deny_') === true) return 'Refused';
  return found?.name.startsWith('audit_') === true ? 'Recorded' : 'Warned about';
}

/** The first of the samples that got this verdict. */
function shown(samples: Rule['samples'], verdict: string): Sample | undefined {
  return samples.find(({ name }) => name.startsWith(`${verdict}_`));
}

/** The object of a sample, and in words what else the rule was shown. */
function exampleOf(sample: Sample | undefined): string {
  if (sample === undefined) return '';
  const { object, ...rest } = sampleOf(sample);
  const comment = /^(# .*\n)+/.exec(sample.text)?.[0].replaceAll(/^# /gm, '') ?? '';
  const judgedWith = Object.keys(rest).length === 0 ? '' : `\nJudged with:\n\n${fenced(rest)}`;
  return `${comment}${comment && '\n'}${fenced(object)}${judgedWith}`;
}

/** A sample's top-level keys; only `object` is always there. */
function sampleOf({ text }: Sample): Record<string, unknown> {
  const value: unknown = parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Words of the metadata, which stand in tables and denials as they are, as a sentence. */
function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
