/** The rule that all peers judge by, in CEL: no StatefulSet that Karmada placed. */
export const expression =
  "!has(object.metadata.labels) || !('karmada.io/managed' in object.metadata.labels) || object.metadata.labels['karmada.io/managed'] != 'true'";

export const message = 'This StatefulSet was placed here by Karmada.';

export const statefulSets = {
  apiGroups: ['apps'],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['statefulsets'],
};
