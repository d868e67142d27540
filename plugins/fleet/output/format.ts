import { fleetErrors } from '../command-line/errors.ts';
import { json } from './json.ts';

/** A command as far as its formats go, the default first. */
interface Formatted {
  name: string;
  formats?: readonly string[];
}

/**
 * The format that --output names, the command's default where it names none.
 * @throws FleetError FORMAT_UNKNOWN
 */
export function chooseFormat({ output }: { output?: string | undefined }, { name, formats = [] }: Formatted): string {
  const format = output ?? formats[0] ?? '';
  if (!formats.includes(format)) throw fleetErrors.formatUnknown(format, formats, name);
  return format;
}

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
