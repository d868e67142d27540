import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Returns the folder of binaries that this project builds once for all its copies:
 * kubectl-fleet/binaries below $XDG_CACHE_HOME or ~/.cache.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  // The XDG specification demands to ignore an empty or relative path.
  const xdg = environment['XDG_CACHE_HOME'];
  const base = xdg?.startsWith('/') === true ? xdg : join(environment['HOME'] ?? homedir(), '.cache');
  return join(base, 'kubectl-fleet', 'binaries');
}
