/**
 * Returns JSON in the form that opa hashes (v1/bundle/hash.go): no space, keys in the order of
 * their bytes, numbers as they were written, strings as Go writes them.
 * @throws SyntaxError; RangeError where it is nested too deeply
 */
export function canonicalJson(json: string): string {
  // JSON.parse visits inner values first, so the members of a list or an object are texts here.
  const written: unknown = JSON.parse(json, (_key, value: unknown, context?: { source?: string }) => {
    if (Array.isArray(value)) return `[${value.join(',')}]`;
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).sort(([one], [other]) =>
        Buffer.compare(Buffer.from(one), Buffer.from(other)),
      );
      return `{${entries.map(([key, text]) => `${inQuotes(key)}:${String(text)}`).join(',')}}`;
    }
    if (typeof value === 'string') return inQuotes(value);
    return context?.source ?? String(value);
  });
  return String(written);
}

function inQuotes(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
