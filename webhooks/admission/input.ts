import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { AdmissionRequest } from '../review/admission-request.ts';

/** Data that a rule may use beside the request. */
export interface ReviewContext extends Pick<Cluster, 'exemptions' | 'facts' | 'namespaceObject' | 'ownersOfPod'> {
  settings: Settings;
  now: () => Date;
}

/** Returns the input of the policy for an admission request. The object stays as it was sent. */
export async function reviewInput(request: AdmissionRequest, context: ReviewContext): Promise<ReviewInput> {
  const namespace = namespaceOf(request);
  return {
    operation: request.operation,
    kind: request.kind,
    resource: request.resource,
    subResource: request.subResource ?? '',
    namespace,
    name: request.name ?? '',
    object: request.object ?? null,
    oldObject: request.oldObject ?? null,
    userInfo: request.userInfo,
    fieldManager: request.options?.fieldManager ?? '',
    dryRun: request.dryRun ?? false,
    namespaceObject: namespace === '' ? null : await context.namespaceObject(namespace),
    // A binding names a Pod and a node. It does not name the owners of the Pod.
    ...(isBinding(request) && { owners: await context.ownersOfPod({ namespace, ...podOf(request) }) }),
    exemptions: context.exemptions(),
    cluster: context.facts(),
    settings: context.settings,
    now: context.now().toISOString(),
  };
}

/**
 * Returns '' for a Namespace. kube-apiserver sends its name as the namespace of the request, but a
 * Namespace lies in no namespace.
 */
function namespaceOf({ kind, namespace }: AdmissionRequest): string {
  return kind.group === '' && kind.kind === 'Namespace' ? '' : (namespace ?? '');
}

/**
 * True for pods/binding, which the scheduler uses, and for the resource bindings, which is older
 * and still served.
 */
function isBinding({ resource: { group, resource }, subResource = '' }: AdmissionRequest): boolean {
  if (group !== '') return false;
  return subResource === '' ? resource === 'bindings' : resource === 'pods' && subResource === 'binding';
}

const Binding = Type.Object({ metadata: Type.Object({ uid: Type.String({ minLength: 1 }) }) });
export const hasUid = validatorOf(Binding);

/** Returns the Pod of a binding: its name, and its UID where the scheduler wrote it. */
function podOf({ name = '', object }: AdmissionRequest): { name: string; uid?: string } {
  return { name, ...(hasUid(object) && { uid: object.metadata.uid }) };
}
