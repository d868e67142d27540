import { explanationOf } from '../../../../policies/review/explanation.ts';
import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import type { LintFinding, LintReport } from './report.ts';
import { hanging, usualWidth } from '../../output/wrap.ts';

/** So many objects of which a rule says the same have a block each; more of them have one, which names so many other places. */
const mostAlike = 3;

/**
 * Findings for a person: where, what the rule found, why it matters and what to do; the last two once for all that a rule
 * found in one object. Many objects of which a rule says the same are one block, unless all are to be shown.
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

/** All findings of one rule in one object; `first` stands for all of them. */
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

/** True when the neighbour says the same about the same object at another place. */
function isOfOne(neighbour: LintFinding | undefined, finding: LintFinding): boolean {
  return neighbour?.source === finding.source && head(neighbour) === head(finding) && neighbour.fix === finding.fix;
}

/** Equal for blocks that differ in their object alone. */
function sayingOf({ first: { rule, action, why, fix } }: Block): string {
  return JSON.stringify([rule, action, why, fix]);
}

/** `others` are the blocks that this one stands for, too. */
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

/** Texts below each other, each in lines of its own, with the label before the first. */
function labelled(label: string, texts: readonly string[]): string[] {
  return texts.flatMap((text, index) => {
    const shown = index === 0 ? label : '';
    return hanging(`    ${shown.padEnd(4)}  `, text, usualWidth);
  });
}
