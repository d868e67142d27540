/**
 * Started as a thread of its own: is given a policy first, and then judges by it one review after another, for as long as it is let.
 */
import { parentPort } from 'node:worker_threads';
import { openEngine, type Engine } from '../../policies/engine/engine.ts';
import type { Lasting } from '../../policies/engine/evaluator.ts';
import type { PolicyFiles } from '../../policies/engine/policy-files.ts';
import { headOf } from '../review/head.ts';
import { threadPages } from './limits.ts';
import { failureOf, type Answer, type Answered, type Question } from './messages.ts';
import { openHere, type ReadReview } from './open-review.ts';
import { warmUp } from './warm-up.ts';

const none: Lasting['exemptions'] & object = [];
let read: ReadReview | undefined;
let lasting: Lasting = { cluster: {}, exemptions: none };

parentPort?.once('message', (files: PolicyFiles) => {
  // What crosses from one thread to another is an array of bytes there, not a Buffer.
  const engine = openEngine({ ...files, wasm: Buffer.from(files.wasm) }, threadPages);
  parentPort?.on('message', (question: Question) => {
    tell(answerTo(question, engine));
  });
  warmUp(engine);
  tell({ ready: true });
});

function tell(answer: Answer): void {
  const { user, system } = process.threadCpuUsage();
  parentPort?.postMessage({ answer, spent: (user + system) / 1000 } satisfies Answered);
}

function answerTo(question: Question, engine: Engine): Answer {
  try {
    if (question.ask === 'read') {
      const { buffer, byteOffset, byteLength } = question.body;
      read = openHere(engine, Buffer.from(buffer, byteOffset, byteLength));
      return { request: headOf(read.request) };
    }
    lasting = question.lasting ?? lasting;
    const { cluster, exemptions = none } = lasting;
    const input = { ...question.input, cluster, exemptions };
    const judging = question.ofRead && read !== undefined ? read : engine;
    read = undefined;
    return question.ask === 'decide'
      ? { decision: judging.decide(input, question.without) }
      : { mutation: judging.mutate(input) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
