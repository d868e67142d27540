import type { Page } from '../../pages/page.ts';
import type { Topics } from './topics.ts';
import type { Rule } from '../../pages/rule-page.ts';

/** Returns the page that lists all others. */
export function overview(rules: readonly Rule[], { systems, words }: Topics): Page {
  const table = (heads: string[], rows: string[][]) => [{ table: { heads, rows } }];
  return {
    name: '',
    title: 'Pages',
    facts: {},
    blocks: [{ text: '`kubectl fleet explain NAME` prints one of them.' }],
    sections: [
      {
        heading: 'Rules',
        blocks: table(
          ['name', 'action', 'title'],
          rules.map(({ id, words }) => [id, words.custom.action, words.title]),
        ),
      },
      {
        heading: 'Systems',
        blocks: table(
          ['name', 'sort', 'title'],
          systems.map(({ name, title, facts }) => [name, facts['sort'] ?? '', title]),
        ),
      },
      { heading: 'Words', blocks: [{ text: words.map(({ name }) => name).join(', ') }] },
    ],
  };
}
