import { reasonOf } from '../errors/webhook-error.ts';
import type { ScannedKind } from './kinds.ts';
import type { Position } from './position.ts';

interface Scanning {
  /** How far it has come; is changed as it goes on. */
  position: Position;
  signal: AbortSignal;
  read: (kind: ScannedKind, onPage: (objects: number) => void) => Promise<string>;
  /** Told of each kind that was read to its end, with the version from which to watch it. */
  onRead: (kind: ScannedKind, version: string) => void;
  /** Told now and then that the position is worth keeping. */
  checkpoint: () => Promise<void>;
  onProblem: (problems: readonly string[]) => void;
}

/** So many pages, or so much time, are not worth doing again. */
const pagesBetween = 10;
const secondsBetween = 30;

/**
 * Looks at all objects of all kinds, one kind after the other. A kind that cannot be read is told and left out.
 * @returns how many objects it looked at
 */
export async function scan(
  kinds: readonly ScannedKind[],
  { position, signal, read, onRead, checkpoint, onProblem }: Scanning,
): Promise<number> {
  let objects = 0;
  let pages = 0;
  let kept = performance.now();
  const problems: string[] = [];
  for (const kind of kinds) {
    const { type, path } = kind;
    const done = position.done[type];
    if (done !== undefined) {
      onRead(kind, done);
      continue;
    }
    const onPage = (seen: number): void => {
      objects += seen;
      pages += 1;
    };
    try {
      const version = await read(kind, onPage);
      position.done[type] = version;
      onRead(kind, version);
    } catch (error) {
      signal.throwIfAborted();
      problems.push(`${path}: ${reasonOf(error)}`);
    }
    await keep();
  }
  onProblem(problems);
  return objects;

  async function keep(): Promise<void> {
    if (pages < pagesBetween && performance.now() - kept < secondsBetween * 1_000) return;
    pages = 0;
    kept = performance.now();
    await checkpoint();
  }
}
