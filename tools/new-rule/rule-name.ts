import { isOwnName, isRuleName } from '../../policies/bundle/rule-names.ts';

/**
 * Returns the package name of a new rule of this project, e.g. no_something.
 * @param id as users will write it, e.g. no-something
 * @param taken package names of the rules that exist
 * @throws RangeError when a rule has this name already, or no rule can have it
 */
export function newRuleName(id: string, taken: readonly string[]): string {
  const name = id.replaceAll('-', '_');
  if (id.includes('_') || !isRuleName(name)) {
    throw new RangeError(
      `"${id}" is no name for a rule: write NAME=no-something (a-z, 0-9 and -, not ending in -test)`,
    );
  }
  if (isOwnName(name)) throw new RangeError(`"${id}" is a name for a rule of a user's own: those begin with own-`);
  if (taken.includes(name)) throw new RangeError(`there is a rule ${id} already`);
  return name;
}
