import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock that nobody has touched for so long is nobody's, even if a process has its owner's number.
 */
const abandonedAfter = 60_000;
const touchEvery = 5_000;
const lookEvery = 250;

/**
 * Does `work` while holding a lock file; another process that wants the same waits. A lock whose
 * owner has died is taken over. Two owners at once do no harm to what is built here (it is renamed
 * into place), they only do it twice.
 * @param waiting told the owner ('process 4711 in /home/me/fleet') each time it was still there
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  waiting: (owner: string) => void,
  owner = { pid: process.pid, folder: process.cwd() },
): Promise<T> {
  while (!(await acquire(file, owner))) {
    const holder = await readHolder(file);
    if (holder === undefined) continue;
    if (await isAbandoned(file, holder.pid)) {
      await takeAway(file);
    } else {
      waiting(`process ${holder.pid} in ${holder.folder}`);
      await sleep(lookEvery);
    }
  }
  const touching = setInterval(() => void utimes(file, new Date(), new Date()).catch(ignoreMissing), touchEvery);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await rm(file, { force: true });
  }
}

/**
 * A link appears with its content at once, which a file that is opened and then written does not.
 */
async function acquire(file: string, owner: { pid: number; folder: string }): Promise<boolean> {
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, `${owner.pid} ${owner.folder}`);
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

async function readHolder(file: string): Promise<{ pid: number; folder: string } | undefined> {
  const text = await readFile(file, 'utf8').catch(ignoreMissing);
  const [, pid, folder] = /^(\d+) (.*)$/.exec(text ?? '') ?? [];
  return text === undefined ? undefined : { pid: Number(pid), folder: folder ?? '' };
}

async function isAbandoned(file: string, pid: number): Promise<boolean> {
  const touched = await stat(file).catch(ignoreMissing);
  if (touched === undefined) return false;
  return !isAlive(pid) || Date.now() - touched.mtimeMs > abandonedAfter;
}

async function takeAway(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(ignoreMissing);
  await rm(aside, { force: true });
}

/** True if a process has this number; one of another user counts too. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
