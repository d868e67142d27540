import type { Decision } from '../../../../policies/review/decision.ts';
import { countByAction, type Finding } from '../../../../policies/review/finding.ts';
import type { Engine } from '../../../../policies/engine/engine.ts';
import { EngineError } from '../../../../policies/engine/errors.ts';
import type { ReviewInput } from '../../../../policies/review/review-input.ts';
import type { RuleMetadata } from '../../../../policies/rules/rule-metadata.ts';
import { exemptionsAmong } from './exemptions.ts';
import { findingPlaces } from './finding-places.ts';
import type { Manifest, NotFollowed, Problem, ManifestSource } from '../../manifests/manifest.ts';
import type { Place } from '../../../../kubernetes/yaml/places.ts';
import type { ManifestSet } from '../../manifests/manifest-set.ts';
import type { SkippedFile, SkipReason } from '../../manifests/skipped.ts';
import { manifestReviews, type ReviewContext } from '../../../../policies/review/manifest-reviews.ts';

/**
 * Finding with its location. `source` is the location of the object, `at` that of the finding's
 * path in the same file. Rendered objects have no lines.
 */
export type LintFinding = Finding & { source: ManifestSource; at?: Place };

/** Output of `lint -o json`. Other programs read it, so a field keeps its name. */
export interface LintReport {
  apiVersion: 'kubectl-fleet.io/v1alpha1';
  kind: 'LintReport';
  /** Number of judged objects, and of findings by action. */
  summary: { objects: number; deny: number; warn: number; audit: number };
  /** Findings, sorted by file and line; those of one object are in the engine's order. */
  findings: readonly LintFinding[];
  /** Objects whose sources were not followed, with the reason; absent if there is none. */
  notFollowed?: readonly NotFollowed[];
  /** Problems; absent if everything could be judged. */
  errors?: readonly Problem[];
  /** Skipped files by reason, which are no manifests; absent if there are none. */
  skipped?: SkippedFiles;
}

interface SkippedFiles {
  count: number;
  files: Readonly<Partial<Record<SkipReason, readonly string[]>>>;
}

/**
 * Input of every format: the report, the manifests, the actions that fail a pipeline, the metadata
 * of rules and their pages. `showsAll` is true if a table shows alike findings one by one.
 */
export interface Lint {
  report: LintReport;
  manifests: ManifestSet;
  failing: readonly string[];
  showsAll: boolean;
  words: () => Readonly<Record<string, RuleMetadata>>;
  /** Pages in Markdown, by rule. */
  pages: () => Readonly<Record<string, string>>;
}

/** Facts of the cluster, and the choice of rules; `without` holds the ids of rules to leave out. */
type LintContext = Omit<ReviewContext, 'exemptions'> & { without?: readonly string[] };

/**
 * Judges each manifest by the rules of the webhook, without a cluster. FleetExemptions among the
 * manifests count.
 * @throws errors of the engine other than EngineError
 */
export function lintReport(
  { manifests, problems, skipped, notFollowed = [] }: ManifestSet,
  engine: Pick<Engine, 'decide' | 'rules' | 'reads' | 'reviewedKinds' | 'readFacts'>,
  { without = [], ...context }: LintContext,
): LintReport {
  const { exemptions, problems: malformed } = exemptionsAmong(manifests, engine.rules());
  const inputs = manifestReviews(manifests, engine, { ...context, exemptions });
  const placeOf = findingPlaces();
  const decide = (input: ReviewInput) => engine.decide(input, without);
  const judged = inputs.map(({ manifest, input }) => judge(manifest, input, decide, placeOf));
  const findings = judged
    .flatMap(({ findings }) => findings)
    .filter(firstOfItsKind())
    .sort((a, b) => bySource(a.source, b.source));
  const errors = [...problems, ...malformed, ...judged.flatMap(({ problems }) => problems)].sort(bySource);
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'LintReport',
    summary: { objects: manifests.length, ...countByAction(findings) },
    findings,
    ...(notFollowed.length > 0 && { notFollowed }),
    ...(errors.length > 0 && { errors }),
    ...(skipped.length > 0 && { skipped: { count: skipped.length, files: byReason(skipped) } }),
  };
}

function byReason(skipped: readonly SkippedFile[]): SkippedFiles['files'] {
  const reasons = [...new Set(skipped.map(({ reason }) => reason))].sort();
  return Object.fromEntries(
    reasons.map(reason => [reason, skipped.filter(one => one.reason === reason).map(({ file }) => file)]),
  );
}

/** Judges one manifest. An EngineError is a problem of the object; other errors end the program. */
function judge(
  manifest: Manifest,
  input: ReviewInput,
  decide: (input: ReviewInput) => Decision,
  placeOf: ReturnType<typeof findingPlaces>,
): Judged {
  const { source } = manifest;
  try {
    const { findings, failures = [] } = decide(input);
    return {
      findings: findings.map(one => withPlace({ ...one, source }, placeOf(manifest, one.path))),
      problems: failures.map(({ rule, reason }) => ({ ...source, message: `rule ${rule} failed: ${reason}` })),
    };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { findings: [], problems: [{ ...source, message: `could not be judged: ${error.message}` }] };
  }
}

/**
 * Returns a test that is true for the first of equal findings. Different objects may be rendered
 * from one file, e.g. by two releases of a chart, and a finding in both is reported once.
 */
function firstOfItsKind(): (finding: LintFinding) => boolean {
  const seen = new Set<string>();
  return ({ source, rule, action, path, message }) => {
    const before = seen.size;
    return seen.add(JSON.stringify([source, rule, action, path, message])).size > before;
  };
}

function withPlace(finding: LintFinding, at: Place | undefined): LintFinding {
  return at === undefined ? finding : { ...finding, at };
}

interface Judged {
  findings: readonly LintFinding[];
  problems: readonly Problem[];
}

function bySource(a: ManifestSource, b: ManifestSource): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
