import { parseDocuments } from './parse-documents.ts';

const action = /\{\{.*?\}\}|\{%.*?%\}/gs;
const lineOfActions = /^[ \t]*(?:(?:\{\{.*?\}\}|\{%.*?%\})[ \t]*)+$/gms;

/**
 * True for text from which a template engine makes YAML, as Go templates and Jinja are written: it parses where words stand for
 * the actions in braces. What is broken beside them is no template.
 */
export function isTemplate(text: string): boolean {
  let count = 0;
  const filled = text.replaceAll(lineOfActions, '').replaceAll(action, () => `word${(count += 1)}`);
  return filled !== text && parseDocuments(filled).problems.length === 0;
}
