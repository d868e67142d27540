import { Type, type Static } from 'typebox';
import { explainCommand } from '../../policies/engine/explain-command.ts';
import type { RuleWords } from '../../policies/engine/rule-metadata.ts';
import { countOn, type CountsByType } from './counts.ts';
import { ownershipMissing, type Entry, type Ledger, type Violation } from './ledger.ts';
import type { Pace } from './pace.ts';
import { typeOf } from './type-of.ts';
import { keepWorst } from './worst.ts';

const Subject = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  namespace: Type.Optional(Type.String()),
  name: Type.String(),
  uid: Type.Optional(Type.String()),
});

/** A result as both APIs of reports have it. */
export const ReportResult = Type.Object({
  source: Type.String(),
  policy: Type.String(),
  category: Type.Optional(Type.String()),
  severity: Type.Optional(Type.String()),
  result: Type.Enum(['fail', 'warn', 'error']),
  scored: Type.Optional(Type.Boolean()),
  message: Type.String(),
  resources: Type.Array(Subject),
  properties: Type.Record(Type.String(), Type.String()),
  timestamp: Type.Optional(Type.Object({ seconds: Type.Integer(), nanos: Type.Integer() })),
});
export type ReportResult = Static<typeof ReportResult>;

/** What a report says, apart from when it was found and how its API wants it. */
export interface Report {
  summary: { pass: number; fail: number; warn: number; error: number; skip: number };
  results: readonly ReportResult[];
  /** What is not among the results, by kind. */
  unlisted: CountsByType;
}

/** Who reports. */
export const source = 'kubectl-fleet';

/** So many results a report holds at most, the worst; one more is about ownership. */
export const mostResults = 100;

/** With so many, no message makes a report as large as what the API server takes. */
const longestMessage = 1_000;
const mostSubjects = 10;
const results = { deny: 'fail', warn: 'warn', audit: 'warn', error: 'error' } as const;

/**
 * What there is to report of a namespace, or of the objects that lie in none; undefined where nothing is wrong. Failures only: what passes
 * is not told, and what is exempted is counted.
 * @param words what each rule says of itself
 */
export async function reportOf(
  { entries, unlisted }: ReturnType<Ledger['of']>,
  words: Readonly<Record<string, RuleWords>>,
  pace: Pace,
): Promise<Report | undefined> {
  const counter = countOn(unlisted);
  const worst = keepWorst(mostResults, words);
  const unowned: Entry[] = [];
  const take = (entry: Entry): void => {
    const type = typeOf(entry);
    counter.add(type, 'skip', entry.exempted);
    for (const violation of entry.violations) {
      counter.add(type, results[violation.mode], 1);
      worst.add({ entry, violation });
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
  const listed = worst.list();
  const ownership = total.unowned === 0 ? [] : [ownershipResult(counter.byType(), total.unowned, unowned)];
  for (const { entry, violation } of listed) counter.add(typeOf(entry), results[violation.mode], -1);
  return {
    summary: { pass: 0, fail: total.fail, warn: total.warn + ownership.length, error: total.error, skip: total.skip },
    results: [...listed.map(({ entry, violation }) => resultOf(entry, violation, words[violation.rule])), ...ownership],
    unlisted: counter.byType(),
  };
}

function resultOf(entry: Entry, { rule, mode, path, message, fix, doc }: Violation, words?: RuleWords): ReportResult {
  const said = words === undefined ? {} : { why: words.custom.why, more: explainCommand(rule) };
  return {
    source,
    policy: rule,
    ...(words !== undefined && { category: words.custom.antipattern, severity: words.custom.severity }),
    result: results[mode],
    scored: mode === 'deny',
    message: message.slice(0, longestMessage),
    resources: [subjectOf(entry)],
    properties: {
      mode,
      path,
      ...(fix !== undefined && { fix: fix.slice(0, longestMessage) }),
      ...said,
      ...(doc !== undefined && { doc }),
    },
  };
}

/** One for all of them: before their next change all objects of a cluster may lack what the webhook derives. */
function ownershipResult(counts: CountsByType, total: number, some: readonly Entry[]): ReportResult {
  const numbers = Object.entries(counts).flatMap(([type, { unowned }]) =>
    unowned === undefined ? [] : [`${unowned} ${type.slice(type.indexOf('/') + 1)}`],
  );
  const subject = total === 1 ? '1 object lacks' : `${total} objects lack`;
  return {
    source,
    policy: ownershipMissing,
    category: 'ownership',
    severity: 'info',
    result: 'warn',
    scored: false,
    message: `${subject} annotations of the fleet as they should be, which the next write brings: ${numbers.join(', ')}`,
    resources: some.map(subjectOf),
    properties: { mode: 'audit', objects: String(total) },
  };
}

function subjectOf({ apiVersion, kind, namespace, name, uid }: Entry): Static<typeof Subject> {
  return { apiVersion, kind, ...(namespace !== '' && { namespace }), name, uid };
}
