import { unusable } from './files.ts';

/**
 * Returns a text as the value of a header: its UTF-8 bytes, as Go sends it. Node takes strings of
 * bytes.
 * @param origin the field that gives the text, e.g. token of user "ann"
 * @throws ClusterError CredentialsInvalid when no header can have this value, e.g. with a line
 * break
 */
export function asHeader(text: string, origin: string): string {
  const bytes = Buffer.from(text).toString('latin1');
  // eslint-disable-next-line no-control-regex -- these are the characters in question
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(bytes)) throw unusable(`${origin} has a line break or another control character`);
  return bytes;
}
