import { readFile, stat } from 'node:fs/promises';

/**
 * Paths of pipes that a shell makes for its child, e.g. for `--kubeconfig <(command)`. The user
 * regards them as files.
 */
const handedOver = /^\/(dev\/fd|dev\/stdin|proc\/self\/fd)\b/;

/**
 * Returns the content of a file. Refuses other named pipes and devices: a pipe may have no writer
 * and a device no end, so the read would not end.
 * @throws an error of node:fs, or one for a path that is not a file
 */
export async function readWholeFile(path: string): Promise<Buffer> {
  const stats = await stat(path);
  if (!stats.isFile() && !stats.isDirectory() && !handedOver.test(path))
    throw new Error('it is no file but a pipe, socket or device');
  return readFile(path);
}
