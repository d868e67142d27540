import { tableMarkdown } from '../../plugins/fleet/pages/page-markdown.ts';

/** A table of Markdown; '' without rows. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return tableMarkdown({ heads, rows });
}

/** Words as code. */
export function code(words: string): string {
  return `\`${words}\``;
}
