import type { Manifests } from '../manifests/contents.ts';
import type { LintReport } from '../manifests/lint-report.ts';

/** The last lines: files that were skipped, and the count, e.g. 12 objects in 4 files: 2 denied, 1 warning, 0 audit */
export function lintSummary(
  { summary, errors = [], skipped }: LintReport,
  { files, folders }: Pick<Manifests, 'files' | 'folders'>,
): string[] {
  const { objects, deny, warn, audit } = summary;
  const rendered = folders === 0 ? [] : [counted(folders, 'rendered folder')];
  const places = files === 0 && folders > 0 ? rendered : [counted(files, 'file'), ...rendered];
  const judged = `${counted(objects, 'object')} in ${places.join(' and ')}`;
  const found = `${deny} denied, ${counted(warn, 'warning')}, ${audit} audit`;
  const line = errors.length === 0 ? `${judged}: ${found}` : `${judged}: ${found}; ${counted(errors.length, 'error')}`;
  return [...(skipped === undefined ? [] : skippedLines(skipped)), line];
}

function skippedLines({ count, files }: NonNullable<LintReport['skipped']>): string[] {
  const { chart = [], kustomization = [] } = files;
  const [what, them] =
    count === 1 ? ['not a Kubernetes object', 'it an error'] : ['not Kubernetes objects', 'them errors'];
  return [
    `${counted(count, 'file')} skipped: ${what}; --strict makes ${them}`,
    ...(chart.length === 0 ? [] : [`  of charts: ${chart.length}; --helm judges what charts make`]),
    ...(kustomization.length === 0
      ? []
      : [`  kustomizations: ${kustomization.length}; --kustomize judges what they make`]),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
