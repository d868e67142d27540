/**
 * The pattern of an address to which a path can be appended: no query, no fragment, no spaces and
 * no quotes.
 */
export const webAddressPattern = String.raw`^https?://[^/?#\s"<>\\][^?#\s"<>\\]*$`;

const pattern = new RegExp(webAddressPattern);

/** Returns true for such an address, which a browser opens. */
export function isWebAddress(text: string): boolean {
  return pattern.test(text) && URL.canParse(text);
}
