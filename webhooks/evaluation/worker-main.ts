/**
 * Program of a worker thread. The first message is a policy. Each later message is a WorkerRequest,
 * which it answers with a WorkerReply.
 */
import { parentPort } from 'node:worker_threads';
import { openEngine, type Engine } from '../../policies/engine/engine.ts';
import type { LastingInput } from '../../policies/engine/evaluator.ts';
import type { PolicyFiles } from '../../policies/engine/policy-files.ts';
import { withoutObjects } from '../review/without-objects.ts';
import { openReview, type LocalReviewHandle } from './review-handle.ts';
import { warmUp } from './warm-up.ts';
import { workerPages } from './wasm-memory.ts';
import { failureOf, type WorkerReply, type WorkerRequest, type WorkerResponse } from './worker-messages.ts';

const none: LastingInput['exemptions'] & object = [];
let read: LocalReviewHandle | undefined;
let lasting: LastingInput = { cluster: {}, exemptions: none };

parentPort?.once('message', (files: PolicyFiles) => {
  // A Buffer arrives in another thread as a Uint8Array.
  const engine = openEngine({ ...files, wasm: Buffer.from(files.wasm) }, workerPages);
  parentPort?.on('message', (request: WorkerRequest) => {
    reply(responseTo(request, engine));
  });
  warmUp(engine);
  reply({ ready: true });
});

function reply(response: WorkerResponse): void {
  const { user, system } = process.threadCpuUsage();
  parentPort?.postMessage({ response, cpuMilliseconds: (user + system) / 1000 } satisfies WorkerReply);
}

function responseTo(request: WorkerRequest, engine: Engine): WorkerResponse {
  try {
    if (request.ask === 'read') {
      const { buffer, byteOffset, byteLength } = request.body;
      read = openReview(engine, Buffer.from(buffer, byteOffset, byteLength));
      return { request: withoutObjects(read.request) };
    }
    lasting = request.lasting ?? lasting;
    const { cluster, exemptions = none } = lasting;
    const input = { ...request.input, cluster, exemptions };
    const evaluator = request.ofRead && read !== undefined ? read : engine;
    read = undefined;
    return request.ask === 'decide'
      ? { decision: evaluator.decide(input, request.without) }
      : { mutation: evaluator.mutate(input) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
