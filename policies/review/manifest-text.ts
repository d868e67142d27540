/**
 * Returns the pattern of texts that hold manifests of these types, in YAML or JSON, also where the
 * text is quoted again.
 * @param types each as group/kind
 */
export function manifestPattern(types: readonly string[]): RegExp {
  const kinds = types.map(type => type.slice(type.lastIndexOf('/') + 1));
  return new RegExp(String.raw`\bkind["'\\]*\s*:\s*["'\\]*(?:${kinds.join('|')})(?:List)?\b`);
}

/** Length in characters below which a text holds no manifest. */
const leastLength = 24;
/** First characters of each gzip archive in base64. */
const gzip = 'H4sI';

/**
 * True if a text holds a manifest that the pattern finds, as it is or in base64. Also true for
 * compressed text, which can hold anything.
 */
export function holdsManifest(text: string, pattern: RegExp): boolean {
  if (text.length < leastLength) return false;
  if (text.startsWith(gzip) || pattern.test(text)) return true;
  const isBase64 = !/[^A-Za-z0-9+/=\s]/.test(text);
  return isBase64 && pattern.test(Buffer.from(text, 'base64').toString('latin1'));
}
