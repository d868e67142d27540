const suffixes: Readonly<Record<string, { base: bigint; power: number }>> = {
  n: { base: 10n, power: -9 },
  u: { base: 10n, power: -6 },
  m: { base: 10n, power: -3 },
  k: { base: 10n, power: 3 },
  M: { base: 10n, power: 6 },
  G: { base: 10n, power: 9 },
  T: { base: 10n, power: 12 },
  P: { base: 10n, power: 15 },
  E: { base: 10n, power: 18 },
  Ki: { base: 2n, power: 10 },
  Mi: { base: 2n, power: 20 },
  Gi: { base: 2n, power: 30 },
  Ti: { base: 2n, power: 40 },
  Pi: { base: 2n, power: 50 },
  Ei: { base: 2n, power: 60 },
};

/** Decimal places that are kept: those of the smallest suffix. */
const places = 9;

/** Longest exponent and mantissa that are read. The value of a quantity is below 2^63. */
const longest = 30;

const notation =
  /^(?<sign>[+-]?)(?<whole>\d*)(\.(?<fraction>\d*))?([eE](?<exponent>[+-]?\d{1,2})|(?<suffix>[numkMGTPE]|[KMGTPE]i))?$/;

/**
 * Returns a Kubernetes quantity such as 1500m, 1.5Gi or 1e3 in units of 10^-9, so that equal
 * quantities are equal numbers (k8s.io/apimachinery/pkg/api/resource). Returns undefined for other
 * text.
 */
export function quantityInNanos(text: string): bigint | undefined {
  const parts = text.length > longest ? undefined : notation.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { sign = '', whole = '', fraction = '', exponent = '0', suffix = '' } = parts;
  if (whole + fraction === '') return undefined;
  const { base, power } = suffixes[suffix] ?? { base: 10n, power: Number(exponent) };
  const digits = BigInt(sign + whole + fraction);
  const shift = places - fraction.length;
  return base === 2n ? scaled(digits * base ** BigInt(power), shift) : scaled(digits, shift + power);
}

function scaled(value: bigint, tens: number): bigint {
  return tens >= 0 ? value * 10n ** BigInt(tens) : value / 10n ** BigInt(-tens);
}
