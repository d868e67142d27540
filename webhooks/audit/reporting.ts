import { reasonOf } from '../errors/webhook-error.ts';
import type { Engine } from '../../policies/engine/engine.ts';
import type { Ledger } from './ledger.ts';
import type { Pace } from './pace.ts';
import { reportOf } from './report.ts';
import { restoreReport } from './restore.ts';
import type { ReportWriter } from './write-reports.ts';

/** Brings the reports of a cluster to what the ledger says. */
export interface Reporting {
  /** Takes up what an earlier process has reported. */
  restore: (signal: AbortSignal) => Promise<void>;
  /** Writes what changed; false where something could not be written, which then is tried the next time. */
  flush: (signal: AbortSignal) => Promise<boolean>;
  /** Has the next flush look at every namespace that has a report, also those of which there is nothing to tell any more. */
  touchAll: () => void;
}

export function reporting(
  ledger: Ledger,
  writer: ReportWriter,
  {
    words,
    pace,
    onProblem,
  }: { words: () => ReturnType<Engine['words']>; pace: Pace; onProblem: (problems: readonly string[]) => void },
): Reporting {
  return {
    restore: async signal => {
      await writer.restore(signal, (namespace, report) => {
        restoreReport(ledger, namespace, report);
      });
      // What was just read needs not be written.
      ledger.changed();
    },
    flush: async signal => {
      const problems: string[] = [];
      for (const namespace of ledger.changed()) {
        if (signal.aborted) return false;
        try {
          await writer.write(namespace, await reportOf(ledger.of(namespace), words(), pace));
        } catch (error) {
          ledger.touch(namespace);
          problems.push(`report of ${namespace === '' ? 'the cluster' : `namespace ${namespace}`}: ${reasonOf(error)}`);
        }
      }
      onProblem(problems.slice(0, 1));
      return problems.length === 0;
    },
    touchAll: () => {
      for (const namespace of writer.namespaces()) ledger.touch(namespace);
    },
  };
}
