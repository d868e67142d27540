import { systemReason } from '../errors/reason.ts';
import { readWholeFile } from '../files/read-whole-file.ts';
import { ClusterError } from '../errors/cluster-error.ts';

/** Certificates or keys that a kubeconfig gives. */
export interface Material {
  content: Buffer;
  /** For messages, e.g. certificate-authority-data of cluster "eu" */
  origin: string;
}

/** `kubectl config view` shows these in place of data and of secrets. */
const placeholders = ['DATA+OMITTED', 'REDACTED'];

/**
 * The material that an entry gives as base64 in FIELD-data or as the path of a file in FIELD;
 * undefined when it gives neither.
 * @param owner the entry, e.g. cluster "eu"
 * @throws ClusterError CredentialsInvalid when the data is not base64 or the file cannot be read
 */
export async function dataOrFile<Field extends string>(
  entry: Readonly<Partial<Record<Field | `${Field}-data`, string>>>,
  field: Field,
  owner: string,
): Promise<Material | undefined> {
  const data = entry[`${field}-data`] ?? '';
  const path = entry[field] ?? '';
  if (data !== '') {
    const origin = `${field}-data of ${owner}`;
    return { content: decode(data, origin), origin };
  }
  if (path === '') return undefined;
  const origin = `${field} of ${owner}`;
  return { content: await readFileOf(path, origin), origin: `${origin}, ${path},` };
}

/**
 * The content of a file that an entry names. `origin` is the field.
 * @throws ClusterError CredentialsInvalid when it cannot be read
 */
export async function readFileOf(path: string, origin: string): Promise<Buffer> {
  try {
    return await readWholeFile(path);
  } catch (error) {
    throw new ClusterError('CredentialsInvalid', `${origin} cannot be read: ${systemReason(error)} (${path})`, {
      cause: error,
    });
  }
}

/**
 * Refuses what `kubectl config view` prints instead of a value; people copy it into files.
 * @throws ClusterError CredentialsInvalid
 */
export function refusePlaceholder(value: string, origin: string): void {
  if (placeholders.includes(value))
    throw unusable(`${origin} is "${value}", as kubectl config view prints it: copy what it prints with --raw`);
}

/**
 * Buffer.from takes anything for base64, and Go only base64 with its padding, which may have line
 * breaks.
 */
function decode(data: string, origin: string): Buffer {
  refusePlaceholder(data, origin);
  if (data.includes('-----BEGIN'))
    throw unusable(`${origin} is not base64 but the PEM itself: encode it, or name a file in the field without -data`);
  const text = data.replace(/[\r\n]/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw unusable(`${origin} is not base64`);
  return Buffer.from(text, 'base64');
}

/** The error of credentials with which nothing can be asked. */
export function unusable(problem: string, options?: ErrorOptions): ClusterError {
  return new ClusterError('CredentialsInvalid', problem, options);
}
