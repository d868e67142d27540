import type { Finding } from '../../policies/review/finding.ts';
import { explainCommand } from '../../policies/review/explanation.ts';
import { oneLine } from './one-line.ts';

/**
 * Limits of kube-apiserver for one warning and for all warnings of a response, in Unicode code
 * points (pkg/endpoints/filters/warning.go). kube-apiserver cuts longer texts without a notice.
 */
const maximumLength = 256;
const maximumTotal = 4096;

/**
 * Returns the warnings of findings, in their order and within the limits. The last warning says how
 * many had no room.
 */
export function warnings(findings: readonly Finding[]): string[] {
  const texts = [...new Set(findings.map(warning))];
  if (lengthOf(texts) <= maximumTotal) return texts;
  const kept: string[] = [];
  for (const text of texts) {
    if (lengthOf([...kept, text, leftOut(texts.length - kept.length - 1)]) > maximumTotal) break;
    kept.push(text);
  }
  return [...kept, leftOut(texts.length - kept.length)];
}

function leftOut(count: number): string {
  return `${count} more warnings had no room here; kubectl fleet lint shows them all`;
}

/**
 * Returns the warning of a finding. It ends with the command that explains the rule. The message is
 * cut for that command, and the address of the page is left out, where there is no room.
 */
function warning({ rule, message, fix, doc }: Finding): string {
  const said = oneLine(`${rule}: ${message} (${fix})`);
  const more = oneLine(`; more: ${explainCommand(rule)}`);
  const page = doc === undefined ? '' : oneLine(`, ${doc}`);
  if (lengthOf([said, more, page]) <= maximumLength) return `${said}${more}${page}`;
  const room = maximumLength - lengthOf([more]);
  // The name of a user's rule may be so long that no room is left.
  return room < maximumLength / 2 ? cut(said, maximumLength) : `${cut(said, room)}${more}`;
}

function cut(text: string, length: number): string {
  const runes = Array.from(text);
  return runes.length <= length ? text : `${runes.slice(0, length - 1).join('')}…`;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Array.from(text).length, 0);
}
