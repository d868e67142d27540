import type { LoadedPolicy } from '@open-policy-agent/opa-wasm';
import { Type } from 'typebox';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { EngineError } from './errors.ts';
import { jsonText } from '../review/json-text.ts';
import { validatorOf, type Validator } from '../../kubernetes/schema/validator.ts';

/**
 * A policy in memory. It hides the traps of opa-wasm, which throws strings, keeps its stack after a
 * throw and never frees memory.
 */
export interface Instance {
  /**
   * Returns the answer of an entry point.
   * @param input data, or JSON in an array that has a buffer of its own
   * @throws EngineError EVALUATION_FAILED, RESULT_INVALID; INPUT_UNREAD for an input that is not
   *   JSON or that OPA does not parse
   */
  ask: <Answer>(entrypoint: string, isAnswer: Validator<Answer>, input: unknown) => Answer;
  /** Replaces all data. @throws EngineError EVALUATION_FAILED */
  setData: (data: object) => void;
  /**
   * Returns the module that answers. After it threw or grew, another module takes over, with the
   * data with which it was loaded.
   */
  policy: () => LoadedPolicy;
  /** Returns the bytes of the module's memory. */
  memory: () => number;
}

/** Bytes that a policy may use beyond those it used after it was loaded or its data was set. */
const spareBytes = 64 * 1024 * 1024;

/** Starts an instance of the module that `load` returns. @throws what `load` throws */
export function startInstance(load: () => LoadedPolicy): Instance {
  let policy = load();
  const memory = (): number => policy.mem.buffer.byteLength;
  let needed = memory();
  const renew = (): void => {
    policy = load();
    needed = memory();
  };

  const evaluating = <Result>(what: string, task: () => Result): Result => {
    try {
      return task();
    } catch (error) {
      // A throw does not unwind the stack inside the module.
      renew();
      const code = isOfParser(error) ? 'INPUT_UNREAD' : 'EVALUATION_FAILED';
      throw new EngineError(code, `${what}: ${reasonOf(error)}`, { cause: error });
    }
  };

  return {
    ask: (entrypoint, isAnswer, input) => {
      const results = evaluating(entrypoint, (): unknown =>
        policy.evaluate((input instanceof Uint8Array ? input : encoder.encode(jsonText(input))).buffer, entrypoint),
      );
      // Memory never shrinks, and a large object is rare.
      if (memory() > needed + spareBytes) renew();
      // OPA returns no result if it parsed no input.
      if (input instanceof Uint8Array && isNoResult(results)) {
        throw new EngineError('INPUT_UNREAD', `${entrypoint}: the input was not read`);
      }
      const answer = isResultSet(results) ? results[0].result : undefined;
      if (isAnswer(answer)) return answer;
      const problem = isAnswer.errors?.[0];
      throw new EngineError(
        'RESULT_INVALID',
        `${entrypoint}: result${problem?.instancePath ?? ''} ${problem?.message ?? 'is empty'}`,
      );
    },
    setData: data => {
      evaluating('facts', () => {
        policy.setData(data);
      });
      needed = memory();
    },
    policy: () => policy,
    memory,
  };
}

const encoder = new TextEncoder();
export const isNoResult = validatorOf(Type.Array(Type.Unknown(), { maxItems: 0 }));
export const isResultSet = validatorOf(Type.Tuple([Type.Object({ result: Type.Unknown() })]));

/**
 * True for an error of OPA's parser, e.g. about half of a surrogate pair or about bytes that are
 * not UTF-8.
 */
function isOfParser(error: unknown): boolean {
  return /^(illegal|invalid) /.test(reasonOf(error));
}
