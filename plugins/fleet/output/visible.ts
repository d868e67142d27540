/**
 * Returns text in which control characters are visible as in cat -v, e.g. ^[ for Escape, so that it
 * cannot control the terminal. Line breaks stay.
 */
export function visible(text: string): string {
  return text.replaceAll(
    /[^\P{Cc}\n]/gu,
    character => `^${String.fromCodePoint((character.codePointAt(0) ?? 0) ^ 0x40)}`,
  );
}
