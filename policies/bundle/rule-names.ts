import { PolicyError } from './errors.ts';
import { ownPrefix, packageOf, ruleId } from '../rules/rule-id.ts';

/** True for the package name of a user's own rule. */
export function isOwnName(name: string): boolean {
  return name.startsWith(packageOf(ownPrefix));
}

/**
 * True for a valid package name of a rule. A name cannot end in _test, because x_test.rego is the
 * test of x.
 */
export function isRuleName(name: string): boolean {
  return /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) && !name.endsWith('_test');
}

/** Returns the nearest valid name of an own rule, e.g. own_no_dogs for No-Dogs. */
export function ownNameFor(text: string): string {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '' && word !== 'own');
  while (words.at(-1) === 'test') words.pop();
  return [packageOf(ownPrefix).replace(/_$/, ''), ...(words.length === 0 ? ['rule'] : words)].join('_');
}

/** Returns the message about a name that a rule of this project has. */
export function takenWords(name: string): string {
  return `${ruleId(name)} is a rule of kubectl fleet; give yours another name (settings change what ours does)`;
}

/**
 * Returns the package name of a new rule of a user's own, e.g. own_no_dogs.
 * @param text the name as the user writes it, with own- in front or without
 * @param taken package names of the rules of this project
 * @throws PolicyError RULE_INVALID with the nearest name that is allowed
 */
export function newOwnName(text: string, taken: readonly string[]): string {
  const written = packageOf(text);
  if (taken.includes(written)) throw new PolicyError('RULE_INVALID', takenWords(written));
  const name = isOwnName(written) ? written : `${packageOf(ownPrefix)}${written}`;
  if (isRuleName(name)) return name;
  const nearest = ruleId(ownNameFor(text));
  throw new PolicyError(
    'RULE_INVALID',
    `"${text}" is no name for a rule (a-z, 0-9 and -, not ending in -test), e.g. ${nearest}`,
  );
}
