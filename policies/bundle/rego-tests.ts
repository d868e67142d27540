import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { Opa } from './compile-bundle.ts';
import { complaintOf } from './complaint.ts';
import { PolicyError } from './errors.ts';

/** One test_... rule that was run. */
export interface RegoTest {
  name: string;
  file: string;
  row: number;
  /** Why it failed, '' where opa gives no reason; absent when it passed. */
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

/** A test has 5 s without it, which a busy machine may take for one that measures its coverage. */
export const patience = ['--timeout', '5m'];

/**
 * Runs the tests in Rego below a folder, without those that are still to do (todo_test_...).
 * @throws PolicyError COMPILATION_FAILED with what opa said
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
