import { basename, resolve } from 'node:path';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import { isKustomization } from './is-kustomization.ts';
import type { ReadResult } from './manifest-set.ts';
import { firstProblems } from './first-problems.ts';
import { flattenObjects } from './flatten-objects.ts';
import type { Manifest, Problem } from './manifest.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';
import { readText, type ReadEnvironment } from './read-text.ts';
import { isInChart, reasonToSkip, type SkipReason } from './skipped.ts';
import { isTemplate } from './template.ts';
import { fileReason } from '../../../kubernetes/errors/reason.ts';

/** How a file is read. */
export interface ReadFileOptions extends ReadEnvironment {
  /** It has to hold objects, because the user names it or wants no file passed over. */
  isDemanded: boolean;
  /** Charts are rendered, so that a file may be meant as their values. */
  helm: boolean;
}

/**
 * Reads one file, '-' being standard input. Nothing is thrown for what it holds: that is a problem beside the manifests. A file that is
 * no manifest is passed over, where none is demanded.
 */
export async function readFile(file: string, reading: ReadFileOptions): Promise<ReadResult> {
  const path = file === '-' ? file : resolve(reading.workingDirectory, file);
  const isDemanded = reading.isDemanded || file === '-';
  const nothing: ReadResult = { path, isThere: false, manifests: [], problems: [] };
  const read = await readText(file, reading).then(
    text => ({ text }),
    (error: unknown) => ({ message: fileReason(error) }),
  );
  if ('message' in read) return { ...nothing, problems: [{ file, message: read.message }] };
  const reason = isDemanded ? undefined : await reasonToSkip(path);
  const parts = reason === undefined || mayHoldObjects(read.text) ? partsOf(read.text, file) : noParts;
  const inner = await reasonInside(path, read.text, parts, reason);
  if (inner !== undefined && !isDemanded) return { ...nothing, skipped: { file, reason: inner } };
  const { manifests, faults } = inner === 'kustomization' ? ofKustomization(parts, file) : parts;
  return {
    ...nothing,
    isThere: true,
    manifests,
    problems: await problemsOf(faults, { path, text: read.text, helm: reading.helm }),
  };
}

/** Faults as problems, each with what to try instead. */
async function problemsOf(
  faults: readonly FaultyPart[],
  { path, text, helm }: { path: string; text: string; helm: boolean },
): Promise<readonly Problem[]> {
  if (faults.length === 0) return [];
  const hint = await hintOf(path, text, helm && faults.some(({ fault }) => fault === 'other'));
  return firstProblems(faults.map(({ fault: _, message, ...place }) => ({ ...place, message: message + hint })));
}

/** A part of a file that is no object: it does not parse, is an object with a mistake, or is something else. */
interface FaultyPart extends Problem {
  fault: 'syntax' | 'object' | 'other';
}

interface Parts {
  manifests: readonly Manifest[];
  faults: readonly FaultyPart[];
}

const noParts: Parts = { manifests: [], faults: [] };

function partsOf(text: string, file: string): Parts {
  const { documents, problems } = parseDocuments(text);
  const manifests: Manifest[] = [];
  const faults: FaultyPart[] = problems.map(problem => ({ file, ...problem, fault: 'syntax' }));
  for (const document of documents) {
    for (const { line, ...one } of flattenObjects(document)) {
      if ('message' in one) faults.push({ file, line, message: one.message, fault: one.isMeant ? 'object' : 'other' });
      else manifests.push({ object: one.object, source: { file, line }, text: { document, path: one.path } });
    }
  }
  return { manifests, faults };
}

/** True for a text that has a word of every object, or an escape sequence that may stand for one of its letters; others need not be parsed. */
function mayHoldObjects(text: string): boolean {
  return /apiVersion|\\[xuU]/.test(text);
}

/** Its name and its place alone hide no object. In a template that does not parse, whether there is one is for helm to say. */
function isPassedOver({ manifests, faults }: Parts, reason: SkipReason | undefined): boolean {
  if (reason === 'chart' && faults.some(({ fault }) => fault === 'syntax')) return true;
  return reason !== undefined && !manifests.some(isOfCluster) && faults.every(({ fault }) => fault === 'other');
}

/** Objects of a cluster have metadata. */
function isOfCluster({ object }: Manifest): boolean {
  return isRecord(object['metadata']);
}

/**
 * Why a file that was read is passed over, where no object is demanded of it.
 * @param reason what its name or its place says
 */
async function reasonInside(
  path: string,
  text: string,
  parts: Parts,
  reason: SkipReason | undefined,
): Promise<SkipReason | undefined> {
  if (isPassedOver(parts, reason)) return reason;
  const { manifests, faults } = parts;
  const isOther = faults.every(({ fault }) => fault === 'other');
  // A Kustomization of Flux may lie in a file of this name.
  if (isKustomization(path) && isOther && !manifests.some(isOfCluster)) return 'kustomization';
  if (manifests.length > 0 || faults.length === 0) return undefined;
  if (isOther) return 'not-kubernetes';
  if (text.includes('{{') && (await isInChart(path))) return 'chart';
  return isTemplate(text) ? 'template' : undefined;
}

/** A kustomization with apiVersion and kind looks like an object, and no cluster knows its kind. */
function ofKustomization({ manifests, faults }: Parts, file: string): Parts {
  const own = manifests.map(({ source: { line = 1 } }): FaultyPart => {
    return { file, line, message: 'is not a Kubernetes object but a kustomization', fault: 'other' };
  });
  return { manifests: [], faults: [...own, ...faults] };
}

/** What to try instead with a file that is no manifest but what manifests are made of. */
async function hintOf(path: string, text: string, mayBeValues: boolean): Promise<string> {
  if (isKustomization(path)) return '; --kustomize judges what it makes';
  if (basename(path) === 'Chart.yaml' || (text.includes('{{') && (await isInChart(path)))) {
    return '; --helm judges what the chart makes';
  }
  if (mayBeValues) return '; --values gives a file to charts';
  return text.includes('{{') ? '; is it a template? --exclude leaves it out' : '';
}
