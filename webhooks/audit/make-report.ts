import { severities, type RuleMetadata } from '../../policies/rules/rule-metadata.ts';
import { createCounter, type Entry, type StoredFinding } from './findings.ts';
import { typeOf } from './kinds.ts';
import type { NamespaceEntries } from './ledger.ts';
import type { Pace } from './pace.ts';
import { findingResult, mostResults, ownershipResult, resultOfAction, type Report } from './report.ts';

/** Most objects that the result about ownership names. */
const mostSubjects = 10;

/**
 * Returns the report of a namespace, or of the cluster-scoped objects; undefined without findings.
 * It lists the gravest findings and counts the others. Exempted findings are only counted.
 * @param metadata of the rules, by rule id
 */
export async function makeReport(
  { entries, unlisted }: NamespaceEntries,
  metadata: Readonly<Record<string, RuleMetadata>>,
  pace: Pace,
): Promise<Report | undefined> {
  const counter = createCounter(unlisted);
  const gravest = gravestFindings(mostResults, metadata);
  const unowned: Entry[] = [];
  const take = (entry: Entry): void => {
    const type = typeOf(entry);
    counter.add(type, 'skip', entry.exempted);
    for (const finding of entry.findings) {
      counter.add(type, resultOfAction[finding.action], 1);
      gravest.add(entry, finding);
    }
    if (!entry.isUnowned) return;
    counter.add(type, 'unowned', 1);
    if (unowned.length < mostSubjects) unowned.push(entry);
  };
  for (const entry of entries) {
    await pace.work(() => {
      take(entry);
    });
    await pace.rest();
  }
  const total = counter.total();
  if (total.fail + total.warn + total.error + total.unowned === 0) return undefined;
  const listed = gravest.list();
  const ownership = total.unowned === 0 ? [] : [ownershipResult(counter.byType(), total.unowned, unowned)];
  for (const { entry, finding } of listed) counter.add(typeOf(entry), resultOfAction[finding.action], -1);
  return {
    summary: { pass: 0, fail: total.fail, warn: total.warn + ownership.length, error: total.error, skip: total.skip },
    results: [
      ...listed.map(({ entry, finding }) => findingResult(entry, finding, metadata[finding.rule])),
      ...ownership,
    ],
    unlisted: counter.byType(),
  };
}

interface RankedFinding {
  entry: Entry;
  finding: StoredFinding;
  /** 0 for the gravest. */
  rank: number;
  /** Orders findings of one rank. */
  key: string;
}

interface GravestFindings {
  add: (entry: Entry, finding: StoredFinding) => void;
  /** Returns the gravest first. */
  list: () => readonly RankedFinding[];
}

const actions = ['deny', 'error', 'warn', 'audit'];

/**
 * Keeps the gravest of many findings without sorting them all: by action, then by severity of the
 * rule.
 */
function gravestFindings(most: number, metadata: Readonly<Record<string, RuleMetadata>>): GravestFindings {
  let kept: RankedFinding[] = [];
  const cut = (): void => {
    kept.sort((one, other) => one.rank - other.rank || (one.key < other.key ? -1 : 1));
    kept = kept.slice(0, most);
  };
  return {
    add: (entry, finding) => {
      const severity = severities.indexOf(metadata[finding.rule]?.custom.severity ?? 'critical');
      const rank = actions.indexOf(finding.action) * severities.length + severity;
      kept.push({ entry, finding, rank, key: JSON.stringify([finding.rule, entry.kind, entry.name, finding.path]) });
      if (kept.length >= 4 * most) cut();
    },
    list: () => {
      cut();
      return kept;
    },
  };
}
