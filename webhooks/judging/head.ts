import type { AdmissionRequest } from '../admission/review.ts';

/** A request without its objects; of the new one the annotations stay, which say what is to be added to them. */
export function headOf({ object, oldObject, ...request }: AdmissionRequest): AdmissionRequest {
  const metadata = object?.['metadata'];
  if (typeof metadata !== 'object' || metadata === null) return { ...request, object: null, oldObject: null };
  const annotations = 'annotations' in metadata ? { annotations: metadata.annotations } : {};
  return { ...request, object: { metadata: annotations }, oldObject: null };
}
