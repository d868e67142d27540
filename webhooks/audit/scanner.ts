import type { Engine } from '../../policies/engine/engine.ts';
import { sleep } from '../cluster/keep-doing.ts';
import { whenNew } from '../cluster/when-new.ts';
import type { AuditDependencies } from './dependencies.ts';
import { groundsOf } from './grounds.ts';
import { createLedger } from './ledger.ts';
import { paced } from './pace.ts';
import { positionKeeper } from './position.ts';
import { reportApi } from './report-api.ts';
import { reportOwner } from './report-owner.ts';
import { reporting, type Reporting } from './reporting.ts';
import { runRound } from './round.ts';
import { reportWriter } from './write-reports.ts';

/** After so many milliseconds reports are brought up to date with what was seen meanwhile. */
const flushInterval = 5_000;
/** A scan that went on where another process was killed is followed so soon by one of its own. */
const takenOverHours = 1;
/** What findings rest on may change often, but scans take no more than this part of the time. */
const mostOfTheTime = 1 / 6;

/** Answers what does one whole scan, and then follows what changes until the next one is due. */
export function scanner(dependencies: AuditDependencies, held: AbortSignal): () => Promise<void> {
  const { client, cluster, options, namespace, instruments, now, onProblem } = dependencies;
  const ledger = createLedger();
  const pace = paced(options.corePercent / 100);
  const lease = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/${options.lease}`;
  const positions = positionKeeper(client, lease);
  const tellReports = whenNew(onProblem);
  const words = wordsOf(dependencies.policy);
  let reports: { group: string; reporting: Reporting } | undefined;
  let isFirst = true;

  const wantedApi = () => reportApi(options.reports, cluster.serves);
  /** Where an API of reports is there only now there is one to begin with, and where it is gone nothing to write. */
  const openReports = async (): Promise<Reporting | undefined> => {
    const api = wantedApi();
    if (api === undefined) reports = undefined;
    else if (reports?.group !== api.group) {
      const writer = reportWriter(client, api, { owner: await reportOwner(client, options.ownedBy), now });
      const opened = reporting(ledger, writer, { words, pace, onProblem: tellReports });
      await opened.restore(held);
      reports = { group: api.group, reporting: opened };
    }
    return reports?.reporting;
  };

  const groundsNow = (): string => {
    const about = { exemptions: cluster.exemptions(), cluster: cluster.facts(), now: now().toISOString() };
    return groundsOf(dependencies.policy(), about);
  };

  return async () => {
    const started = performance.now();
    const grounds = groundsNow();
    const writing = await openReports();
    const kept = isFirst && writing !== undefined ? await positions.read() : undefined;
    isFirst = false;
    const takenOver = kept?.grounds === grounds ? kept : undefined;
    const position = takenOver ?? { grounds, done: {} };
    const flush = async (): Promise<boolean> => {
      instruments.violations(ledger.totals());
      return (await writing?.flush(held)) ?? false;
    };
    const checkpoint = async (): Promise<void> => {
      // What was found has to be written down before anybody is told to go on behind it.
      const reached = structuredClone(position);
      if (await flush()) await positions.write(reached);
    };
    const over = new AbortController();
    const signal = AbortSignal.any([held, over.signal]);
    try {
      const objects = await runRound(dependencies, { ledger, pace, position, checkpoint, signal });
      const seconds = (performance.now() - started) / 1_000;
      writing?.touchAll();
      if (await flush()) await positions.write(undefined);
      instruments.scanned({ at: now(), objects, seconds });

      const hours = Math.min(options.everyHours, takenOver === undefined ? Infinity : takenOverHours);
      const due = started + hours * 3_600_000;
      const earliest = started + (seconds * 1_000) / mostOfTheTime;
      const isDue = (): boolean => {
        if (performance.now() < earliest) return false;
        return performance.now() >= due || groundsNow() !== grounds || wantedApi()?.group !== reports?.group;
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

/** What the rules say of themselves, asked once for each policy. */
function wordsOf(policy: AuditDependencies['policy']): () => ReturnType<Engine['words']> {
  let known: { engine: object; words: ReturnType<Engine['words']> } | undefined;
  return () => {
    const { engine } = policy();
    if (known?.engine !== engine) known = { engine, words: engine.words() };
    return known.words;
  };
}
