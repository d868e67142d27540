import { Worker } from 'node:worker_threads';
import type { Lasting } from '../../policies/engine/evaluator.ts';
import type { PolicyFiles } from '../../policies/engine/policy-files.ts';
import type { Answer, Answered, Question } from './messages.ts';

/** A worker that has loaded the policy. */
export interface Thread {
  /** Asks one question, while no other is open. Rejects when the thread ends before it has answered. */
  ask: (question: Question) => Promise<Answer>;
  end: () => void;
  /** CPU time that it has taken, in milliseconds; of one that has ended it is what it last said. */
  cpuMilliseconds: () => Promise<number>;
  /** The same as of its last answer. */
  spent: number;
  /** What it was told last of what lasts. */
  lasting: Lasting | undefined;
}

/** Heap of a worker at most, in MiB: enough for an object of 3 MiB and its predecessor. The policy has memory of its own. */
const heapMebibytes = 128;

/**
 * Starts a thread and waits until it has loaded the policy.
 * @param file the program of the thread
 * @param onEnd called when it ends after that, by itself or not
 * @throws Error when it ended before
 */
export async function startThread(file: URL, policy: PolicyFiles, onEnd: () => void): Promise<Thread> {
  const worker = new Worker(file, {
    name: 'judging',
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  worker.unref();
  worker.postMessage(policy);
  let settle = Promise.withResolvers<Answered>();
  let reason: Error | undefined;
  worker.on('error', (error: Error) => (reason = error));
  worker.on('exit', () => {
    settle.reject(reason ?? new Error('the thread has ended'));
  });
  worker.on('message', (answered: Answered) => {
    settle.resolve(answered);
  });
  const { spent } = await settle.promise;
  worker.on('exit', onEnd);
  const thread: Thread = {
    ask: async question => {
      settle = Promise.withResolvers<Answered>();
      worker.postMessage(question);
      const answered = await settle.promise;
      thread.spent = answered.spent;
      return answered.answer;
    },
    end: () => void worker.terminate(),
    cpuMilliseconds: async () => {
      try {
        const { user, system } = await worker.cpuUsage();
        return (user + system) / 1000;
      } catch {
        return thread.spent;
      }
    },
    spent,
    lasting: undefined,
  };
  return thread;
}
