import { expect, test } from 'vitest';
import type { Decision } from '../review/decision.ts';
import { EngineError } from './errors.ts';
import { decideWithoutFailedRules } from './failed-rules.ts';

const own = ['no_cats', 'no_dogs'];
const everything = new EngineError('EVALUATION_FAILED', 'fleet/main/decision: first', { cause: 'first' });
const finding = {
  rule: 'no-pets',
  action: 'warn' as const,
  object: { apiVersion: 'v1', kind: 'Pod', namespace: '', name: 'cart' },
  path: 'spec',
  message: 'It is a pet.',
  why: '',
  fix: '',
  doc: '',
};

/** Returns a policy of which each of these rules throws, unless it is left out. */
function policyOf(thrown: Readonly<Record<string, EngineError>>): (leftOut: readonly string[]) => Decision {
  return leftOut => {
    const [, error] = Object.entries(thrown).find(([name]) => !leftOut.includes(name)) ?? [];
    if (error !== undefined) throw error;
    return { allowed: true, findings: [finding] };
  };
}

const failed = (what: unknown) => new EngineError('EVALUATION_FAILED', 'fleet/main/decision: it', { cause: what });
const retry = (thrown: Readonly<Record<string, EngineError>>) => ({
  own,
  decideWithout: policyOf(thrown),
  isOff: () => false,
});

test('a rule that fails is named alone, and nothing is allowed without it', () => {
  expect(decideWithoutFailedRules(everything, retry({ no_dogs: failed('no_dogs.rego:3:1: conflict') }))).toEqual({
    allowed: false,
    findings: [finding],
    failures: [{ rule: 'no-dogs', reason: 'no_dogs.rego:3:1: conflict' }],
  });
});

test('all that fail are named, whether they throw or find nonsense', () => {
  const nonsense = new EngineError('RESULT_INVALID', 'fleet/main/decision: result/findings/0 must be object');
  expect(
    decideWithoutFailedRules(everything, retry({ no_cats: nonsense, no_dogs: failed({ message: 'deep' }) })),
  ).toMatchObject({
    failures: [
      {
        rule: 'no-cats',
        reason:
          'a violation is not of the shape {path, message, action?, why?, fix?, key?, reach?}, with a set as reach',
      },
      { rule: 'no-dogs', reason: 'deep' },
    ],
  });
});

test('what fails and is switched off is not missed', () => {
  const switchedOff = { ...retry({ no_dogs: failed('conflict') }), isOff: (rule: string) => rule === 'no-dogs' };
  expect(decideWithoutFailedRules(everything, switchedOff)).toEqual({ allowed: true, findings: [finding] });
});

test('a failure of the rules of this project stays an error', () => {
  const ours = failed('ours');
  expect(() => decideWithoutFailedRules(everything, retry({ no_pets: ours }))).toThrow(ours);
  expect(() => decideWithoutFailedRules(everything, retry({}))).toThrow(everything);
  expect(() => decideWithoutFailedRules(everything, { ...retry({}), own: [] })).toThrow(everything);
});
