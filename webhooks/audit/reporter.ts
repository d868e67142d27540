import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { RuleMetadata } from '../../policies/rules/rule-metadata.ts';
import { ownershipMissing } from './findings.ts';
import { typeOf } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import { makeReport } from './make-report.ts';
import type { Pace } from './pace.ts';
import { findingOfResult } from './report.ts';
import { storedUnlisted, type StoredReport } from './report-api.ts';
import type { ReportStore } from './report-store.ts';

/** Keeps the reports of the cluster equal to the ledger. */
export interface Reporter {
  /** Puts the findings of reports that an earlier process wrote into the ledger. */
  restore: (signal: AbortSignal) => Promise<void>;
  /**
   * Writes the reports of changed namespaces. Returns false if a report could not be written; the
   * next flush retries it.
   */
  flush: (signal: AbortSignal) => Promise<boolean>;
  /** Marks each namespace with a report as changed: the next flush deletes empty reports. */
  touchAll: () => void;
}

interface ReporterOptions {
  /** Returns the metadata of the rules, by rule id. */
  metadata: () => Readonly<Record<string, RuleMetadata>>;
  pace: Pace;
  onProblem: (problems: readonly string[]) => void;
}

export function createReporter(
  ledger: Ledger,
  store: ReportStore,
  { metadata, pace, onProblem }: ReporterOptions,
): Reporter {
  return {
    restore: async signal => {
      await store.restore(signal, (namespace, report) => {
        restoreReport(ledger, namespace, report);
      });
      // The reports are equal to the ledger now.
      ledger.takeChanged();
    },
    flush: async signal => {
      const problems: string[] = [];
      for (const namespace of ledger.takeChanged()) {
        if (signal.aborted) return false;
        try {
          await store.write(namespace, await makeReport(ledger.entriesOf(namespace), metadata(), pace));
        } catch (error) {
          ledger.touch(namespace);
          problems.push(`report of ${namespace === '' ? 'the cluster' : `namespace ${namespace}`}: ${reasonOf(error)}`);
        }
      }
      onProblem(problems.slice(0, 1));
      return problems.length === 0;
    },
    touchAll: () => {
      for (const namespace of store.namespaces()) ledger.touch(namespace);
    },
  };
}

/** Puts the results and the counts of a stored report into the ledger. */
function restoreReport(ledger: Ledger, namespace: string, report: StoredReport): void {
  const results = (report.results ?? []).filter(({ policy }) => policy !== ownershipMissing);
  const bySubject = Map.groupBy(results, ({ resources }) => JSON.stringify(resources));
  for (const ofSubject of bySubject.values()) {
    const [subject] = ofSubject[0]?.resources ?? [];
    if (subject === undefined) continue;
    const { apiVersion, kind, name, uid = '' } = subject;
    const findings = ofSubject.map(findingOfResult);
    const entry = { apiVersion, kind, namespace, name, uid, findings, exempted: 0, isUnowned: false };
    ledger.put(typeOf(entry), entry);
  }
  ledger.putUnlisted(namespace, storedUnlisted(report));
}
