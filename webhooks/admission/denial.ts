import type { Finding } from '../../policies/review/finding.ts';
import { explanationOf } from '../../policies/review/explanation.ts';
import { oneLine } from './one-line.ts';

/**
 * All reasons of a denial in one text: kube-apiserver shows only the first webhook that refuses, so nothing is kept for a second
 * try. It starts on a line of its own, after "admission webhook ... denied the request:".
 */
export function denialMessage(findings: readonly Finding[]): string {
  const reasons = Map.groupBy(findings, ({ rule, why, fix, doc }) => JSON.stringify([rule, why, fix, doc]));
  return [...[...reasons.values()].map(reason), wayOut].map(lines => `\n${lines}`).join('');
}

/** A person who is refused may not know that there are exemptions. */
const wayOut = 'Where it has to pass for a while, ask for an exemption: kubectl fleet explain exemption';

/** Findings that share their explanation: one line each, the explanation once. */
function reason(findings: readonly Finding[]): string {
  const lines = findings.map(({ rule, message }) => `${rule}: ${oneLine(message)}`);
  const explanation = findings
    .slice(0, 1)
    .flatMap(explanationOf)
    .filter(({ text }) => text !== '');
  return [...lines, ...explanation.map(({ label, text }) => `  ${label.padEnd(4)} ${oneLine(text)}`)].join('\n');
}
