import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { ReviewInput } from './review-input.ts';

/**
 * Returns the review of an object as if it were created by an unknown user. Rules about changes and
 * about users then find nothing.
 */
export function reviewOfCreate(
  object: KubernetesObject,
  context: Pick<ReviewInput, 'namespaceObject' | 'exemptions' | 'cluster' | 'settings' | 'now'>,
): ReviewInput {
  return {
    operation: 'CREATE',
    ...typeOf(object),
    subResource: '',
    namespace: metadataText(object, 'namespace'),
    name: metadataText(object, 'name'),
    object,
    oldObject: null,
    userInfo: {},
    fieldManager: '',
    dryRun: false,
    ...context,
  };
}

function typeOf(object: KubernetesObject): Pick<ReviewInput, 'kind' | 'resource'> {
  const parts = String(object['apiVersion']).split('/');
  const version = parts.pop() ?? '';
  const group = parts.join('/');
  return { kind: { group, version, kind: String(object['kind']) }, resource: { group, version, resource: '' } };
}
