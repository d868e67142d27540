import { readFile, stat } from 'node:fs/promises';

/**
 * A pipe that a shell makes for its child, as of `--kubeconfig <(command)`, is a file to its user.
 */
const handedOver = /^\/(dev\/fd|dev\/stdin|proc\/self\/fd)\b/;

/**
 * The content of a file. A named pipe may have no writer and a device no end; either would be
 * read until the program is killed.
 * @throws an error of node:fs, or one that says that the path leads to no file
 */
export async function readWholeFile(path: string): Promise<Buffer> {
  const stats = await stat(path);
  if (!stats.isFile() && !stats.isDirectory() && !handedOver.test(path))
    throw new Error('it is no file but a pipe, socket or device');
  return readFile(path);
}
