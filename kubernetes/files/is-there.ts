import { access } from 'node:fs/promises';

/** True for a path at which there is something that this process may see. */
export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
