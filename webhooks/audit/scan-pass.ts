import type { RuleMetadata } from '../../policies/rules/rule-metadata.ts';
import { sleep } from '../../kubernetes/retry/retry-loop.ts';
import { reportNew } from '../../kubernetes/retry/report-new.ts';
import { checkpointStore, inputsDigest } from './checkpoint.ts';
import type { AuditDependencies, AuditPolicy } from './dependencies.ts';
import { createLedger } from './ledger.ts';
import { paced } from './pace.ts';
import { reportApi } from './report-api.ts';
import { reportOwner, reportStore } from './report-store.ts';
import { createReporter, type Reporter } from './reporter.ts';
import { scan } from './scan.ts';

/** Milliseconds between two updates of the reports while objects are watched. */
const flushInterval = 5_000;
/** Hours after which a new scan follows a scan that was resumed from a checkpoint. */
const hoursAfterResume = 1;
/** Inputs may change often. Scans take at most this share of the time. */
const largestShareOfTime = 1 / 6;

/**
 * Returns a function that runs one pass: it scans all objects, writes the reports, and then watches
 * until the next scan is due. The ledger and the reports are kept between passes.
 */
export function scanPasses(dependencies: AuditDependencies, held: AbortSignal): () => Promise<void> {
  const { client, cluster, settings, namespace, metrics, now, onProblem } = dependencies;
  const ledger = createLedger();
  const pace = paced(settings.corePercent / 100);
  const lease = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/${settings.lease}`;
  const checkpoints = checkpointStore(client, lease);
  const tellReports = reportNew(onProblem);
  const metadata = ruleMetadata(dependencies.policy);
  let reports: { group: string; reporter: Reporter } | undefined;
  let isFirst = true;

  const wantedApi = () => reportApi(settings.reports, cluster.serves);
  /** A report API may be installed or removed while the webhook runs. */
  const openReporter = async (): Promise<Reporter | undefined> => {
    const api = wantedApi();
    if (api === undefined) reports = undefined;
    else if (reports?.group !== api.group) {
      const store = reportStore(client, api, { owner: await reportOwner(client, settings.ownedBy), now });
      const reporter = createReporter(ledger, store, { metadata, pace, onProblem: tellReports });
      await reporter.restore(held);
      reports = { group: api.group, reporter };
    }
    return reports?.reporter;
  };

  const currentInputs = (): string => {
    const state = { exemptions: cluster.exemptions(), cluster: cluster.facts(), now: now().toISOString() };
    return inputsDigest(dependencies.policy(), state);
  };

  return async () => {
    const started = performance.now();
    const inputs = currentInputs();
    const reporter = await openReporter();
    const saved = isFirst && reporter !== undefined ? await checkpoints.read() : undefined;
    isFirst = false;
    const resumed = saved?.inputs === inputs ? saved : undefined;
    const checkpoint = resumed ?? { inputs, done: {} };
    const flush = async (): Promise<boolean> => {
      metrics.findings(ledger.totals());
      return (await reporter?.flush(held)) ?? false;
    };
    const saveCheckpoint = async (): Promise<void> => {
      // Copied before the flush, so that the reports have the findings of all kinds in it.
      const reached = structuredClone(checkpoint);
      if (await flush()) await checkpoints.write(reached);
    };
    const over = new AbortController();
    const signal = AbortSignal.any([held, over.signal]);
    try {
      const objects = await scan(dependencies, { ledger, pace, checkpoint, saveCheckpoint, signal });
      const seconds = (performance.now() - started) / 1_000;
      reporter?.touchAll();
      if (await flush()) await checkpoints.write(undefined);
      metrics.scanned({ at: now(), objects, seconds });

      const hours = Math.min(settings.everyHours, resumed === undefined ? Infinity : hoursAfterResume);
      const due = started + hours * 3_600_000;
      const earliest = started + (seconds * 1_000) / largestShareOfTime;
      const isDue = (): boolean => {
        if (performance.now() < earliest) return false;
        return performance.now() >= due || currentInputs() !== inputs || wantedApi()?.group !== reports?.group;
      };
      while (!held.aborted && !isDue()) {
        await sleep(flushInterval, held);
        await flush();
      }
    } finally {
      over.abort();
    }
  };
}

/** Returns a function that reads the metadata of the rules once for each engine. */
function ruleMetadata(policy: () => AuditPolicy): () => Readonly<Record<string, RuleMetadata>> {
  let known: { engine: object; metadata: Record<string, RuleMetadata> } | undefined;
  return () => {
    const { engine } = policy();
    if (known?.engine !== engine) known = { engine, metadata: engine.ruleMetadata() };
    return known.metadata;
  };
}
