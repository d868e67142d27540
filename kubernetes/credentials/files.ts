import { systemReason } from '../errors/reason.ts';
import { readWholeFile } from '../files/read-whole-file.ts';
import { ClusterError } from '../errors/cluster-error.ts';

/** Certificates or keys of a kubeconfig. */
export interface Material {
  content: Buffer;
  /** Name in messages, e.g. certificate-authority-data of cluster "eu" */
  origin: string;
}

/** Placeholders that `kubectl config view` prints in place of data and secrets. */
const placeholders = ['DATA+OMITTED', 'REDACTED'];

/**
 * Returns the certificates or keys of an entry: base64 in FIELD-data, or the path of a file in
 * FIELD. Returns undefined when the entry has neither.
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
 * Returns the content of a file that an entry names. `origin` is the field.
 * @throws ClusterError CredentialsInvalid when the file cannot be read
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
 * Fails when a value is a placeholder of `kubectl config view`. People copy its output into files.
 * @throws ClusterError CredentialsInvalid
 */
export function refusePlaceholder(value: string, origin: string): void {
  if (placeholders.includes(value))
    throw unusable(`${origin} is "${value}", as kubectl config view prints it: copy what it prints with --raw`);
}

/**
 * Returns the bytes of base64 that Go accepts: with padding, and with or without line breaks.
 * Buffer.from accepts any text.
 */
function decode(data: string, origin: string): Buffer {
  refusePlaceholder(data, origin);
  if (data.includes('-----BEGIN'))
    throw unusable(`${origin} is not base64 but the PEM itself: encode it, or name a file in the field without -data`);
  const text = data.replace(/[\r\n]/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw unusable(`${origin} is not base64`);
  return Buffer.from(text, 'base64');
}

/** Returns the error of unusable credentials. */
export function unusable(problem: string, options?: ErrorOptions): ClusterError {
  return new ClusterError('CredentialsInvalid', problem, options);
}
