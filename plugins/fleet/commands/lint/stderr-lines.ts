import type { ManifestSet } from '../../manifests/manifest-set.ts';
import type { LintReport } from './report.ts';
import type { SkipReason } from '../../manifests/skipped.ts';
import { counted } from '../../output/counted.ts';
import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import { problemLine, type NotFollowed, type Problem } from '../../manifests/manifest.ts';
import { andMore } from '../../output/names-within.ts';
import { usualWidth, wrap, hanging } from '../../output/wrap.ts';

/**
 * Returns the last lines: the files that were left out or skipped, and the counts, e.g. 12 objects
 * in 4 files: 2 denied, 1 warning, 0 audit
 */
export function lintSummary(
  { summary, errors = [], skipped, notFollowed = [] }: LintReport,
  { files, folders, leftOut = 0 }: Pick<ManifestSet, 'files' | 'folders' | 'leftOut'>,
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

/** Hints for judging the output of renderers whose inputs are skipped. */
const waysToJudge: readonly { reason: SkipReason; name: string; says: string }[] = [
  { reason: 'chart', name: 'of charts', says: '--helm judges what charts make' },
  { reason: 'kustomization', name: 'kustomizations', says: '--kustomize judges what they make' },
  { reason: 'template', name: 'other templates', says: 'lint what they make' },
];

/** Limit of the objects of one reason that are named one by one; more of them share one note. */
const mostObjects = 3;
/** Limit of the notes that are printed; the report as data has all. */
const mostNotes = 10;

/** Returns notes that name the objects whose sources were not followed, grouped by reason. */
export function notFollowedNotes(all: readonly NotFollowed[]): string[] {
  const notes = [...grouped(all, ({ reason }) => reason)].flatMap(([reason, ofReason]) => {
    const objects = ofReason.map(({ object }) => object);
    if (objects.length <= mostObjects) return objects.map(object => `note: ${object}: ${reason}`);
    const named = andMore(objects, mostObjects);
    return [wrapped(`note: ${objects.length} objects were not followed: ${reason}: ${named}`)];
  });
  if (notes.length <= mostNotes) return notes;
  return [...notes.slice(0, mostNotes), `note: ${notes.length - mostNotes} more notes are in the report of -o json`];
}

function wrapped(text: string): string {
  return wrap(text, usualWidth - 2).join('\n  ');
}

/**
 * Returns a problem as text for standard error. A problem of one line stays one line, as compilers
 * print it. The reason for a program's failure may have several lines: they keep their breaks, are
 * indented, and are wrapped for terminals.
 */
export function errorText(problem: Problem): string {
  const text = `error: ${problemLine(problem)}`;
  if (!text.includes('\n')) return text;
  const [first = '', ...further] = text.split('\n').flatMap(line => {
    const [, indent = '', words = ''] = /^( *)(.*)$/.exec(line) ?? [];
    return hanging(indent, words, usualWidth - 2);
  });
  return [first, ...further.map(line => `  ${line}`)].join('\n');
}

/**
 * Returns the lines before the summary: errors, missing facts of rules, and objects that were not
 * followed.
 */
export function linesBeside({ errors = [], notFollowed = [] }: LintReport, notes: readonly string[]): string[] {
  return [...errors.map(errorText), ...notes, ...notFollowedNotes(notFollowed)];
}
