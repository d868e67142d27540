import type { Page } from './page.ts';

/** Page with a block of each type. */
export const page: Page = {
  name: 'no-pets',
  title: 'No pets',
  facts: { action: 'deny', 'needs to see': 'object' },
  blocks: [{ text: 'Whoever names a `Node` keeps a pet ([herd/herd](https://github.com/herd/herd)).' }],
  sections: [
    { heading: 'Refused', blocks: [{ text: 'A pet.' }, { yaml: 'kind: Pet\nspec: {}\n' }] },
    { heading: 'Known misses', blocks: [{ list: ['a pet that nobody has named until now', 'a cat'] }] },
    {
      heading: 'Marks',
      blocks: [{ table: { heads: ['label', 'means', 'source'], rows: [['`a|b`', 'it is a pet', 'src/pet.go']] } }],
    },
  ],
};
