import { explanationOf } from '../../../../policies/review/explanation.ts';
import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import type { LintFinding, LintReport } from './report.ts';
import { hanging, usualWidth } from '../../output/wrap.ts';

/**
 * Limit of the objects with equal findings that have a block each. More of them share one block,
 * which names at most this number of other locations.
 */
const mostAlike = 3;

/**
 * Returns findings as text: location, finding, why it matters and how to fix it. The last two
 * appear once for all findings of a rule in one object. Many objects with equal findings share one
 * block, unless all are shown.
 */
export function lintTable({ findings }: LintReport, showsAll: boolean): string {
  const blocks = blocksOf(findings);
  const alike = grouped(blocks, sayingOf);
  const texts = blocks.flatMap(block => {
    const [first, ...others] = alike.get(sayingOf(block)) ?? [];
    if (showsAll || others.length < mostAlike) return [textOf(block, [])];
    return block === first ? [textOf(block, others)] : [];
  });
  return texts.join('\n\n');
}

/** All findings of one rule in one object; `first` represents them. */
interface Block {
  first: LintFinding;
  findings: readonly LintFinding[];
}

function blocksOf(findings: readonly LintFinding[]): Block[] {
  const starts = findings.flatMap((finding, index) => (isOfOne(findings[index - 1], finding) ? [] : [index]));
  return starts.flatMap((start, index) => {
    const ofOne = findings.slice(start, starts[index + 1]);
    return ofOne.slice(0, 1).map(first => ({ first, findings: ofOne }));
  });
}

/** True if the neighbour is the same finding on the same object at another path. */
function isOfOne(neighbour: LintFinding | undefined, finding: LintFinding): boolean {
  return neighbour?.source === finding.source && head(neighbour) === head(finding) && neighbour.fix === finding.fix;
}

/** Returns a key that is equal for blocks that differ only in their object. */
function sayingOf({ first: { rule, action, why, fix } }: Block): string {
  return JSON.stringify([rule, action, why, fix]);
}

/**
 * Returns the text of a block.
 * @param others the blocks that this one represents too
 */
function textOf({ first, findings }: Block, others: readonly Block[]): string {
  const all = [...findings, ...others.flatMap(block => block.findings)];
  const count = others.length === 0 ? '' : `  (${all.length} times)`;
  const shown = others.slice(0, mostAlike);
  const hidden = others.slice(mostAlike).flatMap(block => block.findings).length;
  return [
    `${head(first)}${count}`,
    ...findings.flatMap(finding => [
      ...hanging('  ', finding.message, usualWidth),
      ...labelled('at', [finding.at === undefined ? finding.path : `${finding.path}, line ${finding.at.line}`]),
    ]),
    ...explanationOf(first).flatMap(({ label, text }) => labelled(label, [text])),
    ...labelled(
      'also',
      shown.map(block => placeOf(block.first)),
    ),
    ...(hidden === 0 ? [] : labelled('', [`and ${hidden} more times; --all shows them`])),
  ].join('\n');
}

function head(finding: LintFinding): string {
  return `${placeOf(finding)}  ${finding.action}  ${finding.rule}`;
}

function placeOf({ source }: LintFinding): string {
  const place = [source.file, source.line].filter(part => part !== undefined).join(':');
  return source.renderedFrom === undefined ? place : `${place} (rendered from ${source.renderedFrom})`;
}

/** Returns the lines of texts, with the label before the first. */
function labelled(label: string, texts: readonly string[]): string[] {
  return texts.flatMap((text, index) => {
    const shown = index === 0 ? label : '';
    return hanging(`    ${shown.padEnd(4)}  `, text, usualWidth);
  });
}
