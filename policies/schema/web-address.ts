/** An address that a browser opens and that goes on behind its end: without a query, a fragment, spaces and quotation marks. */
export const webAddressPattern = String.raw`^https?://[^/?#\s"<>\\][^?#\s"<>\\]*$`;

const pattern = new RegExp(webAddressPattern);

/** True for such an address. */
export function isWebAddress(text: string): boolean {
  return pattern.test(text) && URL.canParse(text);
}
