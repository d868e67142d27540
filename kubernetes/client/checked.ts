import { ClusterError } from '../errors/cluster-error.ts';
import type { Validator } from '../schema/validator.ts';

/**
 * Returns a server's answer when it is of the expected shape.
 * @throws ClusterError InvalidAnswer when it is something else
 */
export function checked<Answer>(isExpected: Validator<Answer>, answer: unknown): Answer {
  if (isExpected(answer)) return answer;
  const problem = isExpected.errors?.[0];
  throw new ClusterError(
    'InvalidAnswer',
    `the answer is not one of a Kubernetes API server: ${problem?.instancePath ?? ''} ${problem?.message ?? ''}`,
  );
}
