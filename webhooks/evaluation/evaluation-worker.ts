import { Worker } from 'node:worker_threads';
import type { LastingInput } from '../../policies/engine/evaluator.ts';
import type { PolicyFiles } from '../../policies/engine/policy-files.ts';
import type { WorkerReply, WorkerRequest, WorkerResponse } from './worker-messages.ts';

/** Worker thread that has loaded a policy. */
export interface EvaluationWorker {
  /** Sends a request while no other is open. Rejects when the thread ends before its response. */
  send: (request: WorkerRequest) => Promise<WorkerResponse>;
  end: () => void;
  /**
   * Returns the CPU time since the start, in milliseconds; after the end, that of the last reply.
   */
  cpuMilliseconds: () => Promise<number>;
  /** CPU time as of the last reply, in milliseconds. */
  lastCpuMilliseconds: number;
  /** Facts and exemptions that the worker keeps from its last request. */
  lasting: LastingInput | undefined;
}

/**
 * Largest heap of a worker, in MiB: enough for an object of 3 MiB and its predecessor. The memory
 * of the policy is not part of it.
 */
const heapMebibytes = 128;

/**
 * Starts a worker and waits until it has loaded the policy.
 * @param file program of the worker
 * @param onEnd is called when the thread ends after that, for any reason
 * @throws Error when the thread ends before
 */
export async function startEvaluationWorker(
  file: URL,
  policy: PolicyFiles,
  onEnd: () => void,
): Promise<EvaluationWorker> {
  const thread = new Worker(file, {
    name: 'evaluation',
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  thread.unref();
  thread.postMessage(policy);
  let reply = Promise.withResolvers<WorkerReply>();
  let reason: Error | undefined;
  thread.on('error', (error: Error) => (reason = error));
  thread.on('exit', () => {
    reply.reject(reason ?? new Error('the thread has ended'));
  });
  thread.on('message', (message: WorkerReply) => {
    reply.resolve(message);
  });
  const ready = await reply.promise;
  thread.on('exit', onEnd);
  const worker: EvaluationWorker = {
    send: async request => {
      reply = Promise.withResolvers<WorkerReply>();
      thread.postMessage(request);
      const { response, cpuMilliseconds } = await reply.promise;
      worker.lastCpuMilliseconds = cpuMilliseconds;
      return response;
    },
    end: () => void thread.terminate(),
    cpuMilliseconds: async () => {
      try {
        const { user, system } = await thread.cpuUsage();
        return (user + system) / 1000;
      } catch {
        return worker.lastCpuMilliseconds;
      }
    },
    lastCpuMilliseconds: ready.cpuMilliseconds,
    lasting: undefined,
  };
  return worker;
}
