/**
 * Returns the version of an image reference: its tag, else the beginning of its digest, else
 * "latest". A colon before the last slash begins a registry's port: registry:5000/cart has no tag.
 */
export function imageVersion(image: string): string {
  const [reference = '', digest] = image.split('@');
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const colon = name.indexOf(':');
  if (colon !== -1) return name.slice(colon + 1);
  if (digest === undefined) return 'latest';
  const [algorithm = '', hash = ''] = digest.split(':');
  return `${algorithm}:${hash.slice(0, 12)}`;
}
