import type { Decision } from '../../policies/review/decision.ts';
import type { Finding } from '../../policies/review/finding.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import { actionsOfRules } from '../review/rules-in-findings.ts';
import { denialMessage } from './denial.ts';
import { metadataPatch } from './patch.ts';
import { warnings } from './warnings.ts';

/** The response of an AdmissionReview, admission.k8s.io/v1, without its uid. */
export interface AdmissionResponse {
  allowed: boolean;
  status?: { status: 'Failure'; message: string; reason: 'Forbidden'; code: 403 };
  /** JSON Patch in base64. Present only with patchType, and never empty. */
  patch?: string;
  patchType?: 'JSONPatch';
  warnings?: string[];
  auditAnnotations?: Record<string, string>;
}

/**
 * Returns the response of a decision.
 * @param policy digest of the rules, for the audit log of the cluster
 */
export function decisionResponse({ allowed, findings }: Decision, policy: string): AdmissionResponse {
  const warned = warnings(findings.filter(({ action }) => action === 'warn'));
  return {
    allowed,
    ...(allowed ? {} : { status: denial(findings.filter(({ action }) => action === 'deny')) }),
    ...(warned.length > 0 ? { warnings: warned } : {}),
    auditAnnotations: { policy, ...(findings.length > 0 && { rules: actionsOfRules(findings).join(',') }) },
  };
}

/** Returns the response of a mutation and the number of its patch operations. Always allows. */
export function mutationResponse(
  object: KubernetesObject | null,
  { findings, ...changes }: Mutation,
): { steps: number; response: AdmissionResponse } {
  const steps = metadataPatch(object, changes);
  const patch = Buffer.from(JSON.stringify(steps)).toString('base64');
  return {
    steps: steps.length,
    response: {
      allowed: true,
      ...(steps.length > 0 && { patch, patchType: 'JSONPatch' }),
      ...(findings.length > 0 && { warnings: warnings(findings) }),
    },
  };
}

function denial(findings: readonly Finding[]): AdmissionResponse['status'] & object {
  return { status: 'Failure', message: denialMessage(findings), reason: 'Forbidden', code: 403 };
}
