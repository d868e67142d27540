import { explanationOf } from '../../../../policies/review/explanation.ts';
import type { Lint, LintFinding } from './report.ts';
import type { Problem } from '../../manifests/manifest.ts';
import { visible } from '../../output/visible.ts';

/** Returns workflow commands of GitHub. Each is an annotation at its line of a pull request. */
export function github({ report }: Lint): string {
  return [...report.findings.map(ofFinding), ...(report.errors ?? []).map(ofProblem)].join('\n');
}

const levels = { deny: 'error', warn: 'warning', audit: 'notice' } as const;

function ofFinding(finding: LintFinding): string {
  const { action, rule, source, at, message } = finding;
  const { file } = source;
  const { line, column } = at ?? { line: source.line, column: undefined };
  const explanation = explanationOf(finding).map(({ label, text }) => `${label}: ${text}`);
  const text = [message, ...explanation].join('\n');
  return command(levels[action], { ...placed({ file, line, column }), title: rule }, text);
}

function ofProblem({ message, ...place }: Problem): string {
  return command('error', { ...placed(place), title: 'not judged' }, message);
}

interface Placed {
  file: string;
  line?: number | undefined;
  column?: number | undefined;
}

/**
 * Returns the location of an annotation; none for standard input, which is no file of the
 * repository.
 */
function placed({ file, line, column }: Placed): Record<string, string | number | undefined> {
  return file === '-' ? {} : { file, line, col: column };
}

function command(level: string, properties: Record<string, string | number | undefined>, text: string): string {
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${level} ${given.join(',')}::${escapeData(text)}`;
}

// Escapes as in actions/toolkit packages/core/src/command.ts. `visible` has replaced carriage
// returns.
function escapeData(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
