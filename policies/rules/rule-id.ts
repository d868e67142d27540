/** Begins the id of each of the user's own rules and of no other rule. */
export const ownPrefix = 'own-';

/** Returns the id by which users call the rule of a package, e.g. own-no-latest-tag. */
export function ruleId(name: string): string {
  return name.replaceAll('_', '-');
}

/** Returns the package of a rule id, e.g. own_no_latest_tag. */
export function packageOf(id: string): string {
  return id.replaceAll('-', '_');
}
