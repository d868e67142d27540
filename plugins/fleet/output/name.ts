/**
 * Returns the name of an object as kubectl -o name prints it, with its kind in lower case:
 * deployment.apps/cart or pod/cart-1.
 */
export function objectName({ kind, group }: { kind: string; group: string }, name: string): string {
  return `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`;
}
