import type { LintFinding, LintReport } from '../manifests/lint-report.ts';
import type { Manifests } from '../manifests/contents.ts';
import { wrap } from './wrap.ts';

/** Terminals and logs of any kind show this many columns. */
const width = 80;

/**
 * Findings for a person: where, what the rule found, why it matters and what to do; the last two once for all that a rule
 * found in one object.
 */
export function lintTable({ findings }: LintReport): string {
  const lines = findings.flatMap((finding, index) => [
    ...(isOfOne(findings[index - 1], finding) ? [] : ['', head(finding)]),
    ...wrap(finding.message, width - 2).map(line => `  ${line}`),
    ...labelled('at', finding.at === undefined ? finding.path : `${finding.path}, line ${finding.at.line}`),
    ...(isOfOne(findings[index + 1], finding) ? [] : advice(finding)),
  ]);
  return lines.slice(1).join('\n');
}

/** True when the neighbour says the same about the same object at another place. */
function isOfOne(neighbour: LintFinding | undefined, finding: LintFinding): boolean {
  return neighbour?.source === finding.source && head(neighbour) === head(finding) && neighbour.fix === finding.fix;
}

function head({ source, action, rule }: LintFinding): string {
  const place = [source.file, source.line].filter(part => part !== undefined).join(':');
  const rendered = source.renderedFrom === undefined ? '' : ` (rendered from ${source.renderedFrom})`;
  return `${place}${rendered}  ${action}  ${rule}`;
}

function advice({ why, fix, doc }: LintFinding): string[] {
  return [...labelled('why', why), ...labelled('fix', fix), ...labelled('more', doc)];
}

function labelled(label: string, text: string): string[] {
  return wrap(text, width - 10).map((line, index) => `    ${(index === 0 ? label : '').padEnd(4)}  ${line}`);
}

/** The last line, e.g. 12 objects in 4 files: 2 denied, 1 warning, 0 audit */
export function lintSummary(
  { summary, errors = [] }: LintReport,
  { files, folders }: Pick<Manifests, 'files' | 'folders'>,
): string {
  const { objects, deny, warn, audit } = summary;
  const rendered = folders === 0 ? [] : [counted(folders, 'rendered folder')];
  const places = files === 0 && folders > 0 ? rendered : [counted(files, 'file'), ...rendered];
  const judged = `${counted(objects, 'object')} in ${places.join(' and ')}`;
  const found = `${deny} denied, ${counted(warn, 'warning')}, ${audit} audit`;
  return errors.length === 0 ? `${judged}: ${found}` : `${judged}: ${found}; ${counted(errors.length, 'error')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
