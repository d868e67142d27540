import type { Finding } from '../../policies/review/finding.ts';

/** Lists each pair of rule and action once, e.g. no-federated-stateful=deny. */
export function actionsOfRules(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule, action }) => `${rule}=${action}`))];
}

/** Lists once the id of each rule that only the ceiling of the settings keeps from a denial. */
export function rulesThatWouldDeny(findings: readonly Finding[]): string[] {
  return [...new Set(findings.filter(({ wouldDeny }) => wouldDeny === true).map(({ rule }) => rule))];
}
