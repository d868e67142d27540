import type { AdmissionRequest } from '../admission/review.ts';

/** A request without its objects; of the new one the annotations stay, which say what is to be added to them. */
export function headOf({ object, oldObject, ...request }: AdmissionRequest): AdmissionRequest {
  if (object?.metadata === undefined) return { ...request, object: null, oldObject: null };
  const { annotations } = object.metadata;
  const metadata = annotations === undefined ? {} : { annotations };
  return { ...request, object: { metadata }, oldObject: null };
}
