import type { RuleWords } from '../../policies/engine/rule-metadata.ts';
import type { Entry, Violation } from './ledger.ts';

/** A violation with the object whose it is. */
export interface Found {
  entry: Entry;
  violation: Violation;
}

const modes = ['deny', 'error', 'warn', 'audit'];
const severities = ['critical', 'high', 'medium', 'low'];

/**
 * Keeps the worst of many without sorting them all: what is refused before what is warned about, then by the gravity of the rule.
 * @param words what each rule says of itself
 */
export function keepWorst(most: number, words: Readonly<Record<string, RuleWords>>): Worst {
  let kept: (Found & { rank: number; key: string })[] = [];
  const cut = (): void => {
    kept.sort((one, other) => one.rank - other.rank || (one.key < other.key ? -1 : 1));
    kept = kept.slice(0, most);
  };
  return {
    add: ({ entry, violation }) => {
      const severity = severities.indexOf(words[violation.rule]?.custom.severity ?? 'critical');
      const rank = modes.indexOf(violation.mode) * severities.length + severity;
      kept.push({ entry, violation, rank, key: keyOf({ entry, violation }) });
      if (kept.length >= 4 * most) cut();
    },
    list: () => {
      cut();
      return kept;
    },
  };
}

interface Worst {
  add: (found: Found) => void;
  list: () => readonly Found[];
}

function keyOf({ entry: { kind, name }, violation: { rule, path } }: Found): string {
  return JSON.stringify([rule, kind, name, path]);
}
