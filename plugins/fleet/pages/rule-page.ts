import { parse, stringify } from 'yaml';
import type { RuleSample } from '../../../policies/rules/rule-samples.ts';
import type { RuleMetadata } from '../../../policies/rules/rule-metadata.ts';
import { howToExempt } from './how-to-exempt.ts';
import type { Block, Page, Section } from './page.ts';
import { sentence } from './sentence.ts';

/** Metadata and samples of a rule. */
export interface Rule {
  /** Id as users write it, e.g. no-federated-stateful. */
  id: string;
  words: RuleMetadata;
  samples: readonly RuleSample[];
}

/** Returns the page of a rule. Its examples of exemptions last until `day`, YYYY-MM-DD. */
export function rulePage({ id, words, samples }: Rule, day: string): Page {
  const { action, severity, antipattern, why, fix, needs, misses } = words.custom;
  const found = shown(samples, action) ?? shown(samples, 'deny') ?? shown(samples, 'warn');
  const allowed = shown(samples, 'allow');
  return {
    name: id,
    title: id,
    facts: {
      action,
      severity,
      antipattern,
      'needs to see': needs.join(', '),
      ...(words.doc !== undefined && { page: words.doc }),
    },
    blocks: [],
    sections: [
      { heading: 'What', blocks: [{ text: words.description.trim() }] },
      { heading: 'Why', blocks: [{ text: sentence(why) }] },
      ...(found === undefined ? [] : [{ heading: headingOf(found), blocks: exampleOf(found) }]),
      ...(allowed === undefined ? [] : [{ heading: 'Accepted', blocks: exampleOf(allowed) }]),
      { heading: 'How to fix', blocks: [{ text: sentence(fix) }] },
      {
        heading: 'How to exempt',
        blocks: howToExempt(id, { action, object: found && sampleOf(found)['object'], day }),
      },
      ...missesOf(misses),
    ],
  };
}

function missesOf(misses: readonly string[]): Section[] {
  return misses.length === 0 ? [] : [{ heading: 'Known misses', blocks: [{ list: [...misses] }] }];
}

function headingOf({ name }: RuleSample): string {
  if (name.startsWith('deny_')) return 'Refused';
  return name.startsWith('audit_') ? 'Recorded' : 'Warned about';
}

/** Returns the first sample with this verdict. */
function shown(samples: readonly RuleSample[], verdict: string): RuleSample | undefined {
  return samples.find(({ name }) => name.startsWith(`${verdict}_`));
}

/** Returns the object of a sample, its comment, and the other input of the rule. */
function exampleOf(sample: RuleSample): Block[] {
  const { object, ...rest } = sampleOf(sample);
  const comment = /^(# .*\n)+/.exec(sample.text)?.[0].replaceAll(/^# /gm, '').trim() ?? '';
  return [
    ...(comment === '' ? [] : [{ text: comment }]),
    { yaml: stringify(object) },
    ...(Object.keys(rest).length === 0 ? [] : [{ text: 'Judged with:' }, { yaml: stringify(rest) }]),
  ];
}

/** Returns the top-level keys of a sample; only `object` is always present. */
function sampleOf({ text }: RuleSample): Record<string, unknown> {
  const value: unknown = parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
