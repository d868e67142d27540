import type { LoadedPolicy } from '@open-policy-agent/opa-wasm';
import { Type } from 'typebox';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { EngineError } from './errors.ts';
import { jsonText } from '../review/json-text.ts';
import { validatorOf, type Validator } from '../../kubernetes/schema/validator.ts';

/** A policy in memory. Its traps end here: opa-wasm throws strings, keeps its stack after a throw and never shrinks. */
export interface Instance {
  /**
   * @param input data, or JSON in an array that has a buffer of its own
   * @throws EngineError EVALUATION_FAILED, RESULT_INVALID; INPUT_UNREAD for JSON that OPA does not read, or that is none
   */
  ask: <Answer>(entrypoint: string, isAnswer: Validator<Answer>, input: unknown) => Answer;
  /** Takes the place of all data that was there. @throws EngineError EVALUATION_FAILED */
  setData: (data: object) => void;
  /** The module that answers; another one takes over when it has thrown or grown, with the data that it was loaded with. */
  policy: () => LoadedPolicy;
  /** Bytes of the module's memory. */
  memory: () => number;
}

/** What a policy may keep beyond what it needed when it was loaded or given data. */
const spareBytes = 64 * 1024 * 1024;

/** @throws what `load` throws */
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
      // A throw leaves the stack inside the module where it was.
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
      // Memory never shrinks, and one large object is no reason to keep room for another.
      if (memory() > needed + spareBytes) renew();
      // Without an input there is no result.
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

/** True for what OPA's parser throws, e.g. for half of a surrogate pair or for bytes that are no UTF-8. */
function isOfParser(error: unknown): boolean {
  return /^(illegal|invalid) /.test(reasonOf(error));
}
