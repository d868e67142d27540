import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { Opa } from './compile-bundle.ts';
import { complaintOf } from './complaint.ts';
import { PolicyError } from './errors.ts';

/** Result of one test_... rule. */
export interface RegoTest {
  name: string;
  file: string;
  row: number;
  /** Reason of a failure, '' if opa gives none; absent if the test passed. */
  failure?: string;
}

const Results = Type.Array(
  Type.Object({
    name: Type.String(),
    fail: Type.Optional(Type.Boolean()),
    error: Type.Optional(Type.Object({ message: Type.String() })),
    skip: Type.Optional(Type.Boolean()),
    location: Type.Object({ file: Type.String(), row: Type.Number() }),
  }),
);
export const areResults = validatorOf(Results);

/** Option for a long time limit. The default of 5 s is short for coverage on a busy machine. */
export const patience = ['--timeout', '5m'];

/**
 * Runs the Rego tests below a folder, without todo_test_... rules.
 * @throws PolicyError COMPILATION_FAILED with the output of opa
 */
export async function runRegoTests(opa: Opa, folder: string): Promise<RegoTest[]> {
  const { stdout, stderr, exitCode } = await opa(['test', '--bundle', '.', '--format', 'json', ...patience], folder);
  if (stdout === '' && exitCode !== 0) throw new PolicyError('COMPILATION_FAILED', complaintOf(stderr));
  const results: unknown = JSON.parse(stdout);
  if (!areResults(results)) throw new Error(`opa test answered something unknown: ${stdout}`);
  return results
    .filter(({ skip }) => skip !== true)
    .map(({ name, fail, error, location: { file, row } }) => ({
      name,
      file,
      row,
      ...((fail === true || error !== undefined) && { failure: error?.message ?? '' }),
    }));
}
