import type { AdmissionRequest } from './admission-request.ts';

/**
 * Returns a request without its objects. The labels and annotations of the new object stay, because
 * a mutation changes them.
 */
export function withoutObjects({ object, oldObject, ...request }: AdmissionRequest): AdmissionRequest {
  if (object?.metadata === undefined) return { ...request, object: null, oldObject: null };
  const { labels, annotations } = object.metadata;
  const metadata = { ...(labels !== undefined && { labels }), ...(annotations !== undefined && { annotations }) };
  return { ...request, object: { metadata }, oldObject: null };
}
