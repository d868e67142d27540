import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folder that keeps what this project builds once for all its copies: $XDG_CACHE_HOME or ~/.cache, kubectl-fleet, binaries. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  // The specification of XDG tells to ignore an empty or relative path.
  const xdg = environment['XDG_CACHE_HOME'];
  const base = xdg?.startsWith('/') === true ? xdg : join(environment['HOME'] ?? homedir(), '.cache');
  return join(base, 'kubectl-fleet', 'binaries');
}
