import { pageMarkdown } from '../../plugins/fleet/pages/page-markdown.ts';
import { wordPages } from '../../plugins/fleet/pages/word-page.ts';
import { words } from '../../plugins/fleet/pages/words.ts';
import { exampleDay } from './example-day.ts';
import { table } from '../markdown/table.ts';

/** docs/reference/words.md: what each word means, and what there is to know of it. */
export function wordsFile(): string {
  const rows = Object.entries(words).map(([word, { means }]) => [
    `[${word}](#${word.toLowerCase().replaceAll(' ', '-')})`,
    means,
  ]);
  const pages = wordPages(exampleDay).map(page => pageMarkdown({ ...page, sections: [] }, 2));
  return `${introduction}\n${table(['word', 'means'], rows)}\n${pages.join('\n')}`;
}

const introduction = `# Words

Help, pages and messages use each word in this sense. \`kubectl fleet explain WORD\` prints what is said of one.
`;
