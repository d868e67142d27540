import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';

/** How Go templates and Jinja write their actions. */
const braces = [
  ['{{', '}}'],
  ['{%', '%}'],
] as const;

/** Stands for an action. Unicode gives this character no meaning, so that no file has it. */
const mark = '\uE000';

/**
 * True for text from which a template engine makes YAML: it parses where words stand for the actions in braces. What is broken beside them
 * is no template.
 */
export function isTemplate(text: string): boolean {
  const marked = braces.reduce((before, [open, close]) => withMarks(before, open, close), text);
  if (marked === text) return false;
  // `{{ end }}` and the like stand on lines of their own and leave nothing behind.
  const lines = marked.replaceAll(new RegExp(`^[ \\t]*(?:${mark}[ \\t]*)+$`, 'gm'), '');
  let count = 0;
  const filled = lines.replaceAll(mark, () => `word${(count += 1)}`);
  return parseDocuments(filled).problems.length === 0;
}

/** In one pass, because a regular expression would look for the end of each brace that is not closed in all that follows. */
function withMarks(text: string, open: string, close: string): string {
  const parts = text.split(close);
  const marked = parts.slice(0, -1).map(part => {
    const start = part.indexOf(open);
    return start === -1 ? part + close : part.slice(0, start) + mark;
  });
  return [...marked, ...parts.slice(-1)].join('');
}
