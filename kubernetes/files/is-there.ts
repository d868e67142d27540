import { access } from 'node:fs/promises';

/** True when something exists at a path and this process may see it. */
export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
