import type { KubernetesObject, ReviewInput } from './model.ts';

type Review = Omit<ReviewInput, 'cluster' | 'exemptions'>;

/** The same input without metadata.managedFields, which is half of many objects and which no rule judges. The input is not changed. */
export function withoutManagedFields(input: Review): Review {
  return {
    ...input,
    object: strip(input.object),
    oldObject: strip(input.oldObject),
    namespaceObject: strip(input.namespaceObject),
  };
}

function strip(object: KubernetesObject | null): KubernetesObject | null {
  const metadata = object?.['metadata'];
  if (typeof metadata !== 'object' || metadata === null || !('managedFields' in metadata)) return object;
  const { managedFields, ...kept } = metadata;
  return { ...object, metadata: kept };
}
