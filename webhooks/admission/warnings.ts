import type { Finding } from '../../policies/review/finding.ts';
import { explainCommand } from '../../policies/review/explanation.ts';
import { oneLine } from './one-line.ts';

/** Limits of kube-apiserver, in Unicode code points (pkg/endpoints/filters/warning.go): beyond them it cuts without a word. */
const longest = 256;
const longestInAll = 4096;

/** Warnings as a client shows them, the first findings first; the last one says how many had no room. */
export function warnings(findings: readonly Finding[]): string[] {
  const texts = [...new Set(findings.map(warning))];
  if (lengthOf(texts) <= longestInAll) return texts;
  const kept: string[] = [];
  for (const text of texts) {
    if (lengthOf([...kept, text, leftOut(texts.length - kept.length - 1)]) > longestInAll) break;
    kept.push(text);
  }
  return [...kept, leftOut(texts.length - kept.length)];
}

function leftOut(count: number): string {
  return `${count} more warnings had no room here; kubectl fleet lint shows them all`;
}

/** Ends with the way to more. The message is cut for it, the address of the page is left out where it has no room. */
function warning({ rule, message, fix, doc }: Finding): string {
  const said = oneLine(`${rule}: ${message} (${fix})`);
  const more = oneLine(`; more: ${explainCommand(rule)}`);
  const page = doc === undefined ? '' : oneLine(`, ${doc}`);
  if (lengthOf([said, more, page]) <= longest) return `${said}${more}${page}`;
  const room = longest - lengthOf([more]);
  // A rule of a user may have a name that leaves no room.
  return room < longest / 2 ? cut(said, longest) : `${cut(said, room)}${more}`;
}

function cut(text: string, length: number): string {
  const runes = Array.from(text);
  return runes.length <= length ? text : `${runes.slice(0, length - 1).join('')}…`;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Array.from(text).length, 0);
}
