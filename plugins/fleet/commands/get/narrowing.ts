import type { Narrowing, Table } from '../../output/table.ts';

/** Columns that are never left out. */
const essential = ['CLUSTER', 'NAMESPACE', 'NAME', 'STATUS'];
/** Columns that are left out after all others, in this order. */
const late = ['AGE', 'READY'];

/**
 * Returns how a table of a server becomes narrower: long cells are cut, e.g. the message of an
 * event, then columns go from the right, because servers put the most telling ones on the left.
 */
export function narrowing({ columns }: Table): Narrowing {
  const others = columns.filter(name => !essential.includes(name) && !late.includes(name));
  return { cutFirst: others, leaveOut: [...others.toReversed(), ...late] };
}
