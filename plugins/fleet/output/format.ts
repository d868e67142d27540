/** A document as json or yaml; YAML's writer is loaded only where it is wanted. */
export async function documentText(format: string, value: unknown): Promise<string> {
  return format === 'yaml' ? (await import('./yaml.ts')).yaml(value) : json(value);
}

/** Documents: a stream in yaml, and in json the one value that stands for them all. */
export async function documentsText(format: string, documents: readonly unknown[], asOne: unknown): Promise<string> {
  if (format === 'json') return json(asOne);
  const texts = await Promise.all(documents.map(document => documentText(format, document)));
  return texts.join('\n---\n');
}

/** A value as a person can read it and a program too. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
