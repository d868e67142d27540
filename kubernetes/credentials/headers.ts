import { unusable } from './files.ts';

/**
 * A text as the value of a header: its UTF-8, as Go sends it; Node takes strings of bytes.
 * @param origin the field that gives it, e.g. token of user "ann"
 * @throws ClusterError CredentialsInvalid when no header can have it, as one with a line break
 */
export function asHeader(text: string, origin: string): string {
  const bytes = Buffer.from(text).toString('latin1');
  // eslint-disable-next-line no-control-regex -- these are the characters in question
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(bytes)) throw unusable(`${origin} has a line break or another control character`);
  return bytes;
}
