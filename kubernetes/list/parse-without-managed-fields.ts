const key = '"managedFields":[';

/**
 * Parses a text like JSON.parse, but with every managedFields empty. They are half of the metadata
 * of an object, and a list is mostly metadata where servers print rows. Managed fields hold no
 * lists, so the next bracket ends them; where that one is in a text, the rest is no JSON.
 * @throws SyntaxError for a text that is no JSON
 */
export function parseWithoutManagedFields(text: string): unknown {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) {
    const start = at + key.length;
    const end = text.indexOf(']', start);
    // Behind a backslash the key is the end of a longer one.
    if (end === -1 || text[at - 1] === '\\') continue;
    parts.push(text.slice(from, start));
    from = end;
  }
  if (from === 0) return JSON.parse(text);
  parts.push(text.slice(from));
  try {
    return JSON.parse(parts.join(''));
  } catch {
    return JSON.parse(text);
  }
}
