import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groupMembers, endGroup, signalUnlessGone } from '../supervisor/group.ts';
import { keepLogs } from '../supervisor/logs.ts';
import { until } from '../errors/until.ts';

/** Number of the process that supervises the cluster. */
const stateFile = 'supervisor.pid';

/** Leaves in a cluster's folder what another process needs in order to stop it. */
export async function writeState(clusterFolder: string, supervisor: number): Promise<void> {
  await writeFile(join(clusterFolder, stateFile), String(supervisor));
}

/**
 * Ends all clusters that were started detached into this folder and removes the folder with
 * everything in it. There may be nothing to end: the folder was never made, the machine was
 * restarted, somebody killed the processes.
 * @returns the names of the clusters that ran
 */
export async function stopDetached(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(ignoreMissing);
  const stopped = await Promise.all((names ?? []).map(name => stopCluster(join(folder, name), name)));
  await rm(folder, { recursive: true, force: true });
  return stopped.filter(name => name !== undefined);
}

async function stopCluster(clusterFolder: string, name: string): Promise<string | undefined> {
  const state = await readFile(join(clusterFolder, stateFile), 'utf8').catch(ignoreMissing);
  if (state === undefined) return undefined;
  const supervisor = Number(state);
  const members = await groupMembers(supervisor, clusterFolder);
  if (members.length === 0) return undefined;
  if (process.env['FLEET_KEEP_LOGS'] === '1') {
    process.stderr.write(`logs kept in ${keepLogs(clusterFolder)}\n`);
  }
  if (members.includes(supervisor)) signalUnlessGone(supervisor, 'SIGTERM');
  else endGroup(supervisor);
  await until(
    `${name} has ended`,
    async () => (await groupMembers(supervisor, clusterFolder)).length === 0 || undefined,
  );
  return name;
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return undefined;
  throw error;
}
