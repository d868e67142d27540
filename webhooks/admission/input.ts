import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { AdmissionRequest } from '../review/admission-request.ts';

/** The knowledge that a rule may use beside the request. */
export interface ReviewContext extends Pick<Cluster, 'exemptions' | 'facts' | 'namespaceObject' | 'ownersOfPod'> {
  settings: Settings;
  now: () => Date;
}

/** Returns an admission request in the words that policies speak. The object is passed on as it was sent. */
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
    // A binding names a Pod and a node, and nothing by which a rule could tell whose Pod it is.
    ...(isBinding(request) && { owners: await context.ownersOfPod({ namespace, ...podOf(request) }) }),
    exemptions: context.exemptions(),
    cluster: context.facts(),
    settings: context.settings,
    now: context.now().toISOString(),
  };
}

/** For a Namespace the request's namespace is its own name, though it lies in none; a manifest of one says so too. */
function namespaceOf({ kind, namespace }: AdmissionRequest): string {
  return kind.group === '' && kind.kind === 'Namespace' ? '' : (namespace ?? '');
}

/** A Pod is bound by its subresource, as the scheduler does it, or by the resource bindings, which is older and still served. */
function isBinding({ resource: { group, resource }, subResource = '' }: AdmissionRequest): boolean {
  if (group !== '') return false;
  return subResource === '' ? resource === 'bindings' : resource === 'pods' && subResource === 'binding';
}

const Binding = Type.Object({ metadata: Type.Object({ uid: Type.String({ minLength: 1 }) }) });
export const saysUid = validatorOf(Binding);

/** The Pod of a binding bears its name, and its UID where the scheduler wrote it. */
function podOf({ name = '', object }: AdmissionRequest): { name: string; uid?: string } {
  return { name, ...(saysUid(object) && { uid: object.metadata.uid }) };
}
