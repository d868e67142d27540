import type { Block, Page, Section } from './page.ts';

/**
 * Returns a page in Markdown.
 * @param level level of its title, 1 for a page by itself
 */
export function pageMarkdown({ title, facts, blocks, sections }: Page, level = 1): string {
  const rows = Object.entries(facts);
  const parts = [
    `${'#'.repeat(level)} ${title}\n`,
    ...(rows.length === 0 ? [] : [tableMarkdown({ heads: ['', ''], rows })]),
    ...blocks.map(blockMarkdown),
    ...sections.flatMap(section => sectionMarkdown(section, level + 1)),
  ];
  return parts.join('\n');
}

function sectionMarkdown({ heading, blocks }: Section, level: number): string[] {
  return [`${'#'.repeat(level)} ${heading}\n`, ...blocks.map(blockMarkdown)];
}

function blockMarkdown(block: Block): string {
  if ('text' in block) return `${block.text}\n`;
  if ('list' in block) return block.list.map(item => `- ${item}\n`).join('');
  if ('yaml' in block) return `\`\`\`yaml\n${block.yaml}\`\`\`\n`;
  return tableMarkdown(block.table);
}

/** Returns a table in Markdown; '' without rows. */
export function tableMarkdown({ heads, rows }: ReadonlyTable): string {
  if (rows.length === 0) return '';
  const lines = [heads, heads.map(() => '---'), ...rows];
  return lines.map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |\n`).join('');
}

interface ReadonlyTable {
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}
