/**
 * Returns a value as JSON that OPA parses. JSON can hold half of a surrogate pair as an escape. OPA
 * refuses it, and Go, in which API servers are written, replaces it with U+FFFD.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\ud')) return text;
  // The pattern takes one escape after another: after an escaped backslash, "ud83d" is text.
  return text.replace(/\\(?:ud[89a-f][0-9a-f]{2}|[^])/g, escape => (escape.startsWith('\\ud') ? '\ufffd' : escape));
}
