import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { admissionRoute } from '../admission/route.ts';
import { mutationResponse } from '../admission/response.ts';
import type { AdmissionDependencies } from '../admission/dependencies.ts';

/**
 * Serves /mutate: writes the owner into the metadata of an object, and restores an owner that the
 * user may not remove. Never denies. Never changes a subresource, or an object of a DELETE or
 * CONNECT.
 */
export function mutateRoute(app: FastifyInstance<Server>, dependencies: AdmissionDependencies): void {
  const { metrics } = dependencies;
  admissionRoute(app, dependencies, 'mutate', async (input, { mutate }) => {
    const isWritten = (input.operation === 'CREATE' || input.operation === 'UPDATE') && input.subResource === '';
    if (!isWritten) return { response: { allowed: true }, outcome: 'allow', findings: [] };
    const mutation = await metrics.timeEvaluation('ownership', () => mutate(input));
    const { steps, response } = mutationResponse(input.object, mutation);
    metrics.patchOperations.inc(steps);
    return { response, outcome: steps > 0 ? 'patch' : 'allow', findings: mutation.findings };
  });
}
