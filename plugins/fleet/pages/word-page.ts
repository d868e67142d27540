import { stringify } from 'yaml';
import { exemption } from './how-to-exempt.ts';
import type { Block, Page } from './page.ts';
import { sentence } from './sentence.ts';
import { words, type Word } from './words.ts';

/** Returns the pages of all words. Their examples last until `day`, YYYY-MM-DD. */
export function wordPages(day: string): Page[] {
  const examples = examplesUntil(day);
  return Object.entries(words).map(([name, word]) => wordPage(name, word, examples[name]));
}

function wordPage(name: string, { means, more = [], see = [] }: Word, example: readonly Block[] = []): Page {
  const others = see.map(other => `\`kubectl fleet explain ${other.replaceAll(' ', '-')}\``);
  return {
    name: name.toLowerCase().replaceAll(' ', '-'),
    title: name,
    facts: {},
    blocks: [{ text: sentence(means) }, ...more.map(text => ({ text })), ...example],
    sections: others.length === 0 ? [] : [{ heading: 'See also', blocks: [{ list: others }] }],
  };
}

/** Examples of the words for objects and settings that users write. */
const examplesUntil = (day: string): Readonly<Record<string, readonly Block[]>> => ({
  exemption: [{ yaml: stringify(exemption('no-federated-stateful', day)) }],
  settings: [
    {
      yaml: stringify({
        rules: { 'no-manual-edit': [{ action: 'warn', until: day, then: 'deny' }] },
        owners: { shop: { groups: ['shop-team'] } },
        exemptionDays: 30,
        docs: { url: 'https://wiki.example.com/fleet' },
      }),
    },
  ],
});
