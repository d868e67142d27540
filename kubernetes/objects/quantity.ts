const pattern = /^([-+]?)(\d*)(?:\.(\d*))?([KMGTPE]i|[numkMGTPE]|[eE][-+]?\d+)?$/;

/** Powers of 2 and of 10 by their suffixes. */
const binary: ReadonlyMap<string, bigint> = new Map([
  ['Ki', 10n],
  ['Mi', 20n],
  ['Gi', 30n],
  ['Ti', 40n],
  ['Pi', 50n],
  ['Ei', 60n],
]);
const decimal: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);

/** No quantity is longer, and larger exponents make numbers that fill the memory. */
const longest = 64;
const largestExponent = 100;

/**
 * Returns a quantity such as 500m, 1.5Gi or 1e3 in nanos, rounded away from zero; undefined for a
 * text that is none. The grammar is that of k8s.io/apimachinery, which takes a suffix alone for
 * zero.
 */
export function quantityNanos(text: string): bigint | undefined {
  const match = text === '' || text.length > longest ? null : pattern.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', suffix = ''] = match;
  const shift = binary.get(suffix);
  const power = shift === undefined ? (decimal.get(suffix) ?? Number(suffix.slice(1))) : 0;
  if (Math.abs(power) > largestExponent) return undefined;
  const digits = BigInt(`0${whole}${fraction}`) << (shift ?? 0n);
  const nanos = scaled(digits, power - fraction.length + 9);
  return sign === '-' ? -nanos : nanos;
}

/** Returns the digits times a power of 10, rounded up. */
function scaled(digits: bigint, power: number): bigint {
  const factor = 10n ** BigInt(Math.abs(power));
  return power >= 0 ? digits * factor : (digits + factor - 1n) / factor;
}
