import type { Finding } from './finding.ts';
import { ownPrefix } from '../rules/rule-id.ts';

/** Returns the command that prints the page of a rule. The page of an own rule needs its bundle. */
export function explainCommand(rule: string): string {
  const command = `kubectl fleet explain ${rule}`;
  return rule.startsWith(ownPrefix) ? `${command} --bundle FILE` : command;
}

/** A part of an explanation, e.g. label why and the rule's reason. A text may be empty. */
export interface ExplanationPart {
  label: 'why' | 'fix' | 'more' | 'page';
  text: string;
}

/** Returns the explanation of a finding, in the order in which each output shows it. */
export function explanationOf({ rule, why, fix, doc }: Finding): ExplanationPart[] {
  return [
    { label: 'why', text: why },
    { label: 'fix', text: fix },
    { label: 'more', text: explainCommand(rule) },
    ...(doc === undefined ? [] : [{ label: 'page' as const, text: doc }]),
  ];
}
