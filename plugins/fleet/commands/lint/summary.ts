import type { Manifests } from '../../manifests/manifest-set.ts';
import type { LintReport } from './report.ts';
import type { SkipReason } from '../../manifests/skipped.ts';
import { counted } from '../../output/counted.ts';

/** The last lines: files that were left out or skipped, and the count, e.g. 12 objects in 4 files: 2 denied, 1 warning, 0 audit */
export function lintSummary(
  { summary, errors = [], skipped, notFollowed = [] }: LintReport,
  { files, folders, leftOut = 0 }: Pick<Manifests, 'files' | 'folders' | 'leftOut'>,
): string[] {
  const { objects, deny, warn, audit } = summary;
  const rendered = folders === 0 ? [] : [counted(folders, 'rendered folder')];
  const places = files === 0 && folders > 0 ? rendered : [counted(files, 'file'), ...rendered];
  const judged = `${counted(objects, 'object')} in ${places.join(' and ')}`;
  const found = `${deny} denied, ${counted(warn, 'warning')}, ${audit} audit`;
  const deploying = new Set(notFollowed.map(({ object }) => object)).size;
  const rest = [
    ...(deploying === 0 ? [] : [`${counted(deploying, 'object')} not followed`]),
    ...(errors.length === 0 ? [] : [counted(errors.length, 'error')]),
  ];
  return [
    ...(leftOut === 0 ? [] : [`${counted(leftOut, 'path')} left out by --exclude or an ignore file`]),
    ...(skipped === undefined ? [] : skippedLines(skipped)),
    [`${judged}: ${found}`, ...rest].join('; '),
  ];
}

function skippedLines({ count, files }: NonNullable<LintReport['skipped']>): string[] {
  const [what, them] =
    count === 1 ? ['not a Kubernetes object', 'it an error'] : ['not Kubernetes objects', 'them errors'];
  const ways = waysToJudge.flatMap(({ reason, name, says }) => {
    const { length } = files[reason] ?? [];
    return length === 0 ? [] : [`  ${name}: ${length}; ${says}`];
  });
  return [`${counted(count, 'file')} skipped: ${what}; --strict makes ${them}`, ...ways];
}

/** How to judge what is made of skipped files. */
const waysToJudge: readonly { reason: SkipReason; name: string; says: string }[] = [
  { reason: 'chart', name: 'of charts', says: '--helm judges what charts make' },
  { reason: 'kustomization', name: 'kustomizations', says: '--kustomize judges what they make' },
  { reason: 'template', name: 'other templates', says: 'lint what they make' },
];
