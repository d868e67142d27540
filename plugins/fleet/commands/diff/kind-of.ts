/** Returns the kind of an object as the policy's data writes it: apps/Deployment, /Secret. */
export function kindOf({ apiVersion, kind }: Record<string, unknown>): string {
  const version = typeof apiVersion === 'string' ? apiVersion : '';
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
  return typeof kind === 'string' ? `${group}/${kind}` : '';
}
