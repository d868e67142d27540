import type { Finding } from '../../policies/review/finding.ts';
import { explanationOf } from '../../policies/review/explanation.ts';
import { oneLine } from './one-line.ts';

/**
 * Returns all reasons of a denial in one text, because kube-apiserver shows only the first webhook
 * that denies. The text starts on its own line, after "admission webhook ... denied the request:".
 */
export function denialMessage(findings: readonly Finding[]): string {
  const reasons = Map.groupBy(findings, ({ rule, why, fix, doc }) => JSON.stringify([rule, why, fix, doc]));
  return [...[...reasons.values()].map(reason), exemptionHint].map(lines => `\n${lines}`).join('');
}

/** Last line of a denial, for a user who does not know of exemptions. */
const exemptionHint = 'Where it has to pass for a while, ask for an exemption: kubectl fleet explain exemption';

/** Returns a line for each finding, and once the explanation that the findings share. */
function reason(findings: readonly Finding[]): string {
  const lines = findings.map(({ rule, message }) => `${rule}: ${oneLine(message)}`);
  const explanation = findings
    .slice(0, 1)
    .flatMap(explanationOf)
    .filter(({ text }) => text !== '');
  return [...lines, ...explanation.map(({ label, text }) => `  ${label.padEnd(4)} ${oneLine(text)}`)].join('\n');
}
