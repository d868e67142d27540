import { Type, type Static } from 'typebox';
import { quantityInNanos } from '../../../../kubernetes/quantity/quantity.ts';

/** Resources as the Metrics API and nodes name them. */
export const resources = ['cpu', 'memory', 'swap'] as const;
export type ResourceName = (typeof resources)[number];

/** Amounts of resources in units of 10^-9. undefined is an amount that is not known. */
export type Amounts = Readonly<Record<ResourceName, bigint | undefined>>;

/** Quantities by the names of their resources. A server may write a quantity as a number. */
export const Quantities = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));
export type Quantities = Static<typeof Quantities>;

/**
 * Reads quantities.
 * @param absent amount of a resource that has no quantity
 */
export function amountsOf(quantities: Quantities, absent: bigint | undefined): Amounts {
  const read = (name: ResourceName): bigint | undefined => {
    const quantity = quantities[name];
    return quantity === undefined ? absent : quantityInNanos(String(quantity));
  };
  return { cpu: read('cpu'), memory: read('memory'), swap: read('swap') };
}

/** Returns the sum. Amounts that are not known are left out. */
export function sumOf(all: readonly Amounts[]): Amounts {
  const total = (name: ResourceName) => all.reduce((sum, amounts) => sum + (amounts[name] ?? 0n), 0n);
  return { cpu: total('cpu'), memory: total('memory'), swap: total('swap') };
}

/** Returns thousandths, rounded up as kubectl does. */
export function inThousandths(nanos: bigint): bigint {
  return roundedUp(nanos, 1_000_000n);
}

/** Returns whole units, rounded up as kubectl does. */
export function inUnits(nanos: bigint): bigint {
  return roundedUp(nanos, 1_000_000_000n);
}

/**
 * Returns the part of an amount in whole percent, rounded down. As in kubectl, it is 0 where
 * nothing is available.
 */
export function percentOf(used: bigint, available: bigint): number {
  if (available === 0n) return 0;
  return Math.trunc((Number(inThousandths(used)) / Number(inThousandths(available))) * 100);
}

function roundedUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor;
}
