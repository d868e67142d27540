import { basename } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { loadEngine } from '../../../../policies/engine/engine.ts';
import type { ExitCode } from '../../command-line/exit-code.ts';
import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { lintFlags } from './flags.ts';
import { lintText } from './formats.ts';
import { lintSummary, linesBeside } from './stderr-lines.ts';
import { visible } from '../../output/visible.ts';
import { readSettings } from '../../policy/read-settings.ts';
import { rulePages } from '../../pages/rule-pages.ts';
import { clusterFacts } from '../../policy/read-cluster-facts.ts';
import { lintReport, type LintReport } from './report.ts';
import { renderChoice, type RenderChoice } from '../../rendering/render-options.ts';
import { policyPlace } from '../../policy/policy-place.ts';
import { rulesLeftOut } from './rules-left-out.ts';
import { readManifests, type ReadOptions } from '../../rendering/read-manifests.ts';

type Flags = FlagsOf<typeof lintFlags>;

/**
 * Prints the findings of the rules in the manifests at the given paths.
 * @throws FleetError for invalid parameters, flags or settings; EngineError if there is no policy
 */
export async function showFindings(
  parameters: readonly string[],
  flags: Flags,
  environment: Environment,
): Promise<ExitCode> {
  const paths = [...parameters, ...flags.filename];
  if (paths.length === 0) {
    throw fleetErrors.parametersMissing('lint', 'PATH: a file, a folder or - for standard input');
  }
  const failing = failingActions[flags['fail-on']];
  if (flags['cluster-facts'] === '-' && paths.includes('-')) {
    throw fleetErrors.flagInvalid('cluster-facts', '-', 'a file, because standard input is read for manifests');
  }
  const cluster = await clusterFacts(flags, environment);
  // All manifests stay in memory. Without this flag Node 24 lets the space for new objects grow to
  // 100 MiB and gains no time.
  setFlagsFromString('--semi-space-growth-factor=1');
  const engine = await loadEngine(policyPlace(flags, environment));
  const without = rulesLeftOut(flags, engine.rules());
  const settings = await readSettings(flags.settings, environment.workingDirectory, engine.rules());
  const choice = renderChoice(flags, engine, cluster, environment.workingDirectory);
  const manifests = await readManifests(paths, readOptions(flags, choice), environment);
  const report = lintReport(manifests, engine, { now: environment.now(), cluster, settings, without });
  const text = await lintText(flags.output, {
    report,
    manifests,
    failing,
    showsAll: flags.all,
    words: () => engine.ruleMetadata({ settings }),
    pages: () => rulePages(engine, settings, environment.now()),
  });
  if (text !== '') environment.stdout(text);
  const notes = engine.notes({ cluster }).map(sentence => `note: ${sentence}`);
  for (const line of linesBeside(report, notes)) environment.stderr(visible(line));
  for (const line of lintSummary(report, manifests)) environment.stderr(line);
  return exitCode(report, failing);
}

function readOptions(flags: Flags, choice: RenderChoice): ReadOptions {
  const { filename, values: valueFiles, gitops, exclude, strict: isStrict, 'allow-empty': allowsEmpty } = flags;
  const kustomize = flags.kustomize || gitops;
  const helm = flags.helm || gitops;
  if (valueFiles.length > 0 && !helm) {
    throw fleetErrors.flagInvalid('values', valueFiles.join(','), 'to stand beside --helm');
  }
  if (valueFiles.includes('-')) throw fleetErrors.flagInvalid('values', '-', 'a file');
  if (helm) refuseValues(filename);
  return { kustomize, helm, valueFiles, exclude, isStrict, allowsEmpty, ...choice };
}

/**
 * Refuses value files given by -f, which is the flag for values in helm. Helm reads a value file
 * beside its chart anyway, so the mistake would stay unnoticed.
 */
function refuseValues(paths: readonly string[]): void {
  const meant = paths.find(path => /^values[^/]*\.ya?ml$/.test(basename(path)));
  if (meant === undefined) return;
  throw fleetErrors.flagInvalid('filename', meant, 'a manifest; --values gives a file to charts');
}

/** Actions that make the exit code 1, by --fail-on. */
const failingActions = {
  deny: ['deny'],
  warn: ['deny', 'warn'],
  audit: ['deny', 'warn', 'audit'],
  never: [],
} as const satisfies Record<Flags['fail-on'], readonly string[]>;

/**
 * Returns the exit code. A problem weighs more than a finding, because an unreadable file may hide
 * any finding.
 */
function exitCode({ findings, errors }: LintReport, failing: readonly string[]): 0 | 1 | 2 {
  if (errors !== undefined) return 2;
  return findings.some(({ action }) => failing.includes(action)) ? 1 : 0;
}
