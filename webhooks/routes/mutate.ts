import { admissionRoute } from '../admission/route.ts';
import { ownershipResponse } from '../admission/response.ts';
import type { App, Dependencies } from '../dependencies.ts';

/** Adds to an object's metadata who owns it. Never refuses, never adds to what is deleted, connected to or a subresource. */
export function mutateRoute(app: App, dependencies: Dependencies): void {
  const { instruments } = dependencies;
  admissionRoute(app, dependencies, 'mutate', async (input, { annotate }) => {
    const written = input.operation === 'CREATE' || input.operation === 'UPDATE';
    const isAnnotated = written && input.subResource === '';
    const additions = isAnnotated ? await instruments.evaluating('ownership', () => annotate(input)) : {};
    const { steps, response } = ownershipResponse(input.object, additions);
    instruments.patched.inc(steps);
    return { response, outcome: steps > 0 ? 'patch' : 'allow', findings: [] };
  });
}
