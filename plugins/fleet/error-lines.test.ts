import { expect, test } from 'vitest';
import { kubeconfigErrors } from '../../kubernetes/errors/kubeconfig-error.ts';
import { PolicyError } from '../../policies/bundle/errors.ts';
import { EngineError } from '../../policies/engine/errors.ts';
import { fleetErrors } from './command-line/errors.ts';
import { errorLines } from './error-lines.ts';

test('an error of usage names the help that shows how to write it', () => {
  expect(errorLines(fleetErrors.flagUnknown('-w', undefined, 'get'), 'kubectl fleet', false)).toEqual({
    lines: ['error: unknown flag -w', 'See "kubectl fleet get --help".'],
    exitCode: 2,
  });
});

test('an unknown command leads to the list of commands', () => {
  expect(errorLines(fleetErrors.commandUnknown('gte', 'get'), 'kubectl fleet', false).lines).toEqual([
    'error: unknown command "gte"; did you mean get?',
    'See "kubectl fleet --help".',
  ]);
});

test('an error in a file has nothing to do with usage', () => {
  expect(errorLines(kubeconfigErrors.invalid('/a:3', 'bad'), 'kubectl fleet', false)).toEqual({
    lines: ['error: kubeconfig /a:3: bad'],
    exitCode: 2,
  });
});

test('a policy that cannot be loaded is said as the engine says it', () => {
  expect(errorLines(new EngineError('POLICY_MISSING', 'policy.wasm cannot be read'), 'kubectl fleet', false)).toEqual({
    lines: ['error: policy.wasm cannot be read'],
    exitCode: 2,
  });
});

test('what is wrong with a rule is said line by line', () => {
  const error = new PolicyError('COMPILATION_FAILED', 'a.rego:3: one\na.rego:4: two');
  expect(errorLines(error, 'kubectl fleet', false)).toEqual({
    lines: ['error: a.rego:3: one\na.rego:4: two'],
    exitCode: 2,
  });
});

test('an error that nobody foresaw is one line, and says how to get the stack', () => {
  const error = new TypeError('x is not a function');
  expect(errorLines(error, 'kubectl fleet', false)).toEqual({
    lines: ['error: this should not happen: TypeError: x is not a function; FLEET_DEBUG=1 shows where'],
    exitCode: 2,
  });
  expect(errorLines(error, 'kubectl fleet', true).lines).toEqual([
    'error: this should not happen: TypeError: x is not a function',
    error.stack,
  ]);
});
