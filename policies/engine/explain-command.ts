import { ownPrefix } from './own-rules.ts';

/** The command that prints the page of a rule; of one of the user's own it needs the bundle, which has a name only where it was built. */
export function explainCommand(rule: string): string {
  const command = `kubectl fleet explain ${rule}`;
  return rule.startsWith(ownPrefix) ? `${command} --bundle FILE` : command;
}
