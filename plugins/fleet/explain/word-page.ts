import { stringify } from 'yaml';
import { exemption } from './how-to-exempt.ts';
import type { Block, Page } from './page.ts';
import { words, type Word } from './words.ts';

/** The pages of all words. */
export function wordPages(): Page[] {
  return Object.entries(words).map(([name, word]) => wordPage(name, word));
}

function wordPage(name: string, { means, more = [], see = [] }: Word): Page {
  const others = see.map(other => `\`kubectl fleet explain ${other.replaceAll(' ', '-')}\``);
  return {
    name: name.toLowerCase().replaceAll(' ', '-'),
    title: name,
    facts: {},
    blocks: [
      { text: `${means.charAt(0).toUpperCase()}${means.slice(1)}.` },
      ...more.map(text => ({ text })),
      ...(examples[name] ?? []),
    ],
    sections: others.length === 0 ? [] : [{ heading: 'See also', blocks: [{ list: others }] }],
  };
}

/** Examples for the words that name something that a person writes. */
const examples: Readonly<Record<string, readonly Block[]>> = {
  exemption: [{ yaml: stringify(exemption('no-federated-stateful')) }],
  settings: [
    {
      yaml: stringify({
        rules: { 'no-manual-edit': [{ action: 'warn', until: '2027-01-31', then: 'deny' }] },
        owners: { shop: { groups: ['shop-team'] } },
        exemptionDays: 30,
        docs: { url: 'https://wiki.example.com/fleet' },
      }),
    },
  ],
};
