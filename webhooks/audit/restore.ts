import { ownershipMissing, type Ledger, type Violation } from './ledger.ts';
import type { ReportResult } from './report.ts';
import { storedUnlisted, type StoredReport } from './report-object.ts';
import { typeOf } from './type-of.ts';

const modes = ['deny', 'warn', 'audit'] as const;

/** Puts into the ledger what an earlier process reported of a namespace: its results, and the number of all else. */
export function restoreReport(ledger: Ledger, namespace: string, report: StoredReport): void {
  const results = (report.results ?? []).filter(({ policy }) => policy !== ownershipMissing);
  const ofSubjects = Map.groupBy(results, ({ resources }) => JSON.stringify(resources));
  for (const found of ofSubjects.values()) {
    const [subject] = found[0]?.resources ?? [];
    if (subject === undefined) continue;
    const { apiVersion, kind, name, uid = '' } = subject;
    const violations = found.map(violationOf);
    const entry = { apiVersion, kind, namespace, name, uid, violations, exempted: 0, isUnowned: false };
    ledger.put(typeOf(entry), entry);
  }
  ledger.putUnlisted(namespace, storedUnlisted(report));
}

function violationOf({ policy, message, properties: { mode, path = '', fix, doc } }: ReportResult): Violation {
  return { rule: policy, mode: modes.find(known => known === mode) ?? 'error', path, message, fix, doc };
}
