import { ClusterError } from '../errors/cluster-error.ts';
import type { Validator } from '../schema/validator.ts';

/**
 * Returns a server's answer after a check of its shape.
 * @throws ClusterError InvalidAnswer when the answer has another shape
 */
export function checked<Answer>(isExpected: Validator<Answer>, answer: unknown): Answer {
  if (isExpected(answer)) return answer;
  const problem = isExpected.errors?.[0];
  throw new ClusterError(
    'InvalidAnswer',
    `the answer is not one of a Kubernetes API server: ${problem?.instancePath ?? ''} ${problem?.message ?? ''}`,
  );
}
