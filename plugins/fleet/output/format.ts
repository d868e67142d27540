import { kyaml } from './kyaml.ts';

/** Returns a document as json, yaml or kyaml. The YAML writer is loaded only for yaml. */
export async function documentText(format: string, value: unknown): Promise<string> {
  if (format === 'kyaml') return kyaml(value);
  return format === 'yaml' ? (await import('./yaml.ts')).yaml(value) : json(value);
}

/** Returns documents as a stream in yaml, and in json as the one value `asOne`. */
export async function documentsText(format: string, documents: readonly unknown[], asOne: unknown): Promise<string> {
  if (format === 'json') return json(asOne);
  const texts = await Promise.all(documents.map(document => documentText(format, document)));
  return texts.join('\n---\n');
}

/** Returns a value as indented JSON. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
