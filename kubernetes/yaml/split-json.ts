/**
 * Returns JSON values that follow one another, as `jq -c .items[]` prints them, each with its
 * offset in the text. Returns any other text, also YAML, as one piece.
 */
export function splitJson(text: string): { text: string; offset: number }[] {
  const whole = [{ text, offset: 0 }];
  if (!text.trimStart().startsWith('{')) return whole;
  const values: { text: string; offset: number }[] = [];
  let depth = 0;
  let isString = false;
  let [start, end] = [0, 0];
  for (const { 0: token, index } of text.matchAll(/\\.|["{}[\]]/gs)) {
    if (token === '"') isString = !isString;
    if (isString || !brackets.has(token)) continue;
    if (depth === 0) start = index;
    depth += opening.has(token) ? 1 : -1;
    if (depth > 0) continue;
    if (text.slice(end, start).trim() !== '') return whole;
    end = index + 1;
    values.push({ text: text.slice(start, end), offset: start });
  }
  const isJson = text.slice(end).trim() === '' && values.every(value => isJsonText(value.text));
  return isJson ? values : whole;
}

const opening = new Set('{[');
const brackets = new Set('{[]}');

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
