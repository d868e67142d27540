import type { Finding } from '../../policies/engine/decision.ts';
import { oneLine } from './one-line.ts';

/** Limits of kube-apiserver, in Unicode code points (pkg/endpoints/filters/warning.go): beyond them it cuts without a word. */
const longest = 256;
const longestInAll = 4096;

/** Warnings as a client shows them, the first findings first; the last one says how many had no room. */
export function warnings(findings: readonly Finding[]): string[] {
  const texts = [...new Set(findings.map(({ rule, message, fix }) => cut(oneLine(`${rule}: ${message} (${fix})`))))];
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

function cut(text: string): string {
  const runes = Array.from(text);
  return runes.length <= longest ? text : `${runes.slice(0, longest - 1).join('')}…`;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Array.from(text).length, 0);
}
