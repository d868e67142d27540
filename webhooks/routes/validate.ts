import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { decideWithMaker } from '../evaluation/decide-with-maker.ts';
import { logFailedRules } from '../admission/log-failed-rules.ts';
import { requireDecided } from '../evaluation/require-decided.ts';
import { admissionRoute } from '../admission/route.ts';
import { decisionResponse } from '../admission/response.ts';
import type { AdmissionDependencies } from '../admission/dependencies.ts';

/** Serves /validate: evaluates all rules for an object and denies it with all reasons at once. */
export function validateRoute(app: FastifyInstance<Server>, dependencies: AdmissionDependencies): void {
  const { metrics, log, cluster } = dependencies;
  const logFailed = logFailedRules(log);
  admissionRoute(app, dependencies, 'validate', async (input, { decide }, policy) => {
    const decision = await metrics.timeEvaluation('rules', () => decideWithMaker(input, decide, cluster.find));
    metrics.countDecision(decision);
    requireDecided(decision);
    if (decision.allowed) logFailed(decision.failures ?? [], policy);
    const response = decisionResponse(decision, policy);
    const outcome = !decision.allowed ? 'deny' : response.warnings ? 'warn' : 'allow';
    return { response, outcome, findings: decision.findings };
  });
}
