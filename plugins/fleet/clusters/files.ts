import { readFile } from 'node:fs/promises';
import { reasonOf } from '../errors.ts';
import { ClusterError } from './reasons.ts';

/**
 * What a kubeconfig entry gives either as base64 or as the path of a file; the data wins, as in client-go. undefined when it gives neither.
 * @throws ClusterError CREDENTIALS_UNUSABLE when the file cannot be read
 */
export async function dataOrFile(data: string | undefined, path: string | undefined): Promise<Buffer | undefined> {
  if (data !== undefined && data !== '') return Buffer.from(data, 'base64');
  if (path === undefined || path === '') return undefined;
  try {
    return await readFile(path);
  } catch (error) {
    throw new ClusterError('CREDENTIALS_UNUSABLE', `${path} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}
