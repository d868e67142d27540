/** Version of an image. */
export interface ImageVersion {
  /** Tag, else the beginning of the digest, else "latest". */
  version: string;
  /** Digest that the reference pins. */
  digest?: string;
}

/**
 * Returns the version of an image reference. A colon before the last slash begins a registry's
 * port: registry:5000/cart has no tag.
 */
export function imageVersion(image: string): ImageVersion {
  const [reference = '', digest] = image.split('@');
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const colon = name.indexOf(':');
  const tag = colon === -1 ? undefined : name.slice(colon + 1);
  if (digest === undefined) return { version: tag ?? 'latest' };
  return { version: tag ?? shortDigest(digest), digest };
}

/**
 * Returns the version as tables show it. A digest beside a tag is shown too, because one tag may
 * have been moved to another image.
 */
export function shownVersion({ version, digest }: ImageVersion): string {
  if (digest === undefined || version === shortDigest(digest)) return version;
  return `${version}@${digest.replace(/^[^:]*:/, '').slice(0, 7)}`;
}

function shortDigest(digest: string): string {
  const [algorithm = '', hash = ''] = digest.split(':');
  return `${algorithm}:${hash.slice(0, 12)}`;
}
