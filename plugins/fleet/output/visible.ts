/** Text of others that cannot steer the terminal: control characters as cat -v shows them, e.g. ^[ for Escape; lines stay lines. */
export function visible(text: string): string {
  return text.replaceAll(
    /[^\P{Cc}\n]/gu,
    character => `^${String.fromCodePoint((character.codePointAt(0) ?? 0) ^ 0x40)}`,
  );
}
