import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';

/** Delimiters of actions in Go templates and Jinja. */
const braces = [
  ['{{', '}}'],
  ['{%', '%}'],
] as const;

/** Placeholder of an action. Unicode gives this character no meaning, so no file contains it. */
const mark = '\uE000';

/**
 * True for text from which a template engine renders YAML: it parses after its actions are replaced
 * by words. Text with other syntax errors is no template.
 */
export function isTemplate(text: string): boolean {
  const marked = braces.reduce((before, [open, close]) => withMarks(before, open, close), text);
  if (marked === text) return false;
  // Lines that hold only actions, such as `{{ end }}`, render to nothing.
  const lines = marked.replaceAll(new RegExp(`^[ \\t]*(?:${mark}[ \\t]*)+$`, 'gm'), '');
  let count = 0;
  const filled = lines.replaceAll(mark, () => `word${(count += 1)}`);
  return parseDocuments(filled).problems.length === 0;
}

/**
 * Replaces actions by placeholders, in one pass. A regular expression would search the rest of the
 * text for the end of each brace that is not closed.
 */
function withMarks(text: string, open: string, close: string): string {
  const parts = text.split(close);
  const marked = parts.slice(0, -1).map(part => {
    const start = part.indexOf(open);
    return start === -1 ? part + close : part.slice(0, start) + mark;
  });
  return [...marked, ...parts.slice(-1)].join('');
}
