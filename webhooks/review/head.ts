import type { AdmissionRequest } from './admission-request.ts';

/** A request without its objects; of the new one the labels and annotations stay, which say how they are to be changed. */
export function headOf({ object, oldObject, ...request }: AdmissionRequest): AdmissionRequest {
  if (object?.metadata === undefined) return { ...request, object: null, oldObject: null };
  const { labels, annotations } = object.metadata;
  const metadata = { ...(labels !== undefined && { labels }), ...(annotations !== undefined && { annotations }) };
  return { ...request, object: { metadata }, oldObject: null };
}
