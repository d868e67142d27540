import type { ValueGroup } from './compare-objects.ts';

/** Value with which the others are compared. */
export interface Expected {
  group: ValueGroup;
  mark: 'reference' | 'majority';
}

/**
 * Returns the value of the reference, or of more clusters than any other value. Returns undefined
 * where two values are the most common, because neither is known to be right.
 */
export function expectedGroup(groups: readonly ValueGroup[], reference: string | undefined): Expected | undefined {
  if (reference !== undefined) {
    const group = groups.find(({ clusters }) => clusters.includes(reference));
    return group === undefined ? undefined : { group, mark: 'reference' };
  }
  const most = Math.max(...groups.map(({ clusters }) => clusters.length));
  const [group, ...others] = groups.filter(({ clusters }) => clusters.length === most);
  return group === undefined || others.length > 0 ? undefined : { group, mark: 'majority' };
}
