import type { Thread } from './thread.ts';

/** Threads that wait for work. */
export interface Stock {
  take: () => Thread | undefined;
  put: (thread: Thread) => void;
  /** Sees that so many are there, or on their way. What is too much for a while is ended. */
  keep: (count: number) => void;
  /** Ends what is there, and whatever comes in. */
  close: () => void;
}

/** How long a thread that is too much may wait for work. */
const surplusMilliseconds = 30_000;
/** A thread that could not start, e.g. for want of memory, is tried again after this time. */
const pauseMilliseconds = 1_000;

/**
 * @param start starts a thread; `onEnd` is called when it ends
 * @param onReady a thread has come in
 * @param onLost a thread has ended that nobody ended
 */
export function createStock(
  start: (onEnd: () => void) => Promise<Thread>,
  { onReady, onLost }: { onReady: () => void; onLost: () => void },
): Stock {
  const idle: Thread[] = [];
  let [starting, wanted, closed] = [0, 0, false];
  let surplus: NodeJS.Timeout | undefined;

  const settle = (): void => {
    for (; idle.length + starting < wanted; starting++) void begin();
    if (idle.length > wanted) surplus ??= setTimeout(endSurplus, surplusMilliseconds).unref();
    else {
      clearTimeout(surplus);
      surplus = undefined;
    }
  };
  const endSurplus = (): void => {
    surplus = undefined;
    for (const thread of idle.splice(wanted)) thread.end();
  };
  const put = (thread: Thread): void => {
    idle.push(thread);
    if (closed) endSurplus();
    settle();
  };
  const begin = async (): Promise<void> => {
    try {
      const thread = await start(() => {
        const place = idle.indexOf(thread);
        if (place < 0) return;
        idle.splice(place, 1);
        onLost();
        settle();
      });
      starting--;
      put(thread);
      onReady();
    } catch {
      setTimeout(() => {
        starting--;
        settle();
      }, pauseMilliseconds).unref();
    }
  };

  return {
    take: () => idle.shift(),
    put,
    keep: count => {
      wanted = count;
      settle();
    },
    close: () => {
      closed = true;
      wanted = 0;
      endSurplus();
    },
  };
}
