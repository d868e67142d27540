import { cpSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Each process writes to <name>.log in this folder of its cluster. */
export function logFolder(clusterFolder: string): string {
  return join(clusterFolder, 'logs');
}

/** Copies a cluster's logs to where they outlive it; returns that folder. */
export function keepLogs(clusterFolder: string): string {
  const kept = join(tmpdir(), 'kubectl-fleet-logs', basename(clusterFolder));
  mkdirSync(kept, { recursive: true });
  cpSync(logFolder(clusterFolder), kept, { recursive: true });
  return kept;
}
