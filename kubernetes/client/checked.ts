import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { ClusterError } from '../errors/cluster-error.ts';

/**
 * A server's answer as what it should be.
 * @throws ClusterError NOT_KUBERNETES when it is something else
 */
export function checked<Schema extends TSchema>(schema: Schema, answer: unknown): Static<Schema> {
  if (Value.Check(schema, answer)) return answer;
  const problem = Value.Errors(schema, answer)[0];
  throw new ClusterError(
    'NOT_KUBERNETES',
    `the answer is not one of a Kubernetes API server: ${problem?.instancePath ?? ''} ${problem?.message ?? ''}`,
  );
}
