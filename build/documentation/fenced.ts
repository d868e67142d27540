import { stringify } from 'yaml';

/** A value as a block of YAML in Markdown. */
export function fenced(value: unknown): string {
  return `\`\`\`yaml\n${stringify(value)}\`\`\`\n`;
}
