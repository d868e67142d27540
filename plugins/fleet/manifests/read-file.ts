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

/** Options for reading one file. */
export interface ReadFileOptions extends ReadEnvironment {
  /** True if the file has to hold objects, because the user names it or wants no file skipped. */
  isDemanded: boolean;
  /** True if charts are rendered, so that a file may be meant as their values. */
  helm: boolean;
}

/**
 * Reads one file; '-' is standard input. Content never throws: an error in it is a problem beside
 * the manifests. A file that is no manifest is skipped, unless one is demanded.
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

/** Returns faults as problems, each with a hint. */
async function problemsOf(
  faults: readonly FaultyPart[],
  { path, text, helm }: { path: string; text: string; helm: boolean },
): Promise<readonly Problem[]> {
  if (faults.length === 0) return [];
  const hint = await hintOf(path, text, helm && faults.some(({ fault }) => fault === 'other'));
  return firstProblems(faults.map(({ fault: _, message, ...place }) => ({ ...place, message: message + hint })));
}

/** Part of a file that is no object: a syntax error, an object with a mistake, or another value. */
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

/**
 * True for a text that may hold objects: it contains apiVersion, or an escape sequence that may
 * stand for one of its letters. Other texts are not parsed.
 */
function mayHoldObjects(text: string): boolean {
  return /apiVersion|\\[xuU]/.test(text);
}

/**
 * True if a file is skipped for its name or folder. It is not if it holds an object. A template of
 * a chart that does not parse is skipped, because only helm can read it.
 */
function isPassedOver({ manifests, faults }: Parts, reason: SkipReason | undefined): boolean {
  if (reason === 'chart' && faults.some(({ fault }) => fault === 'syntax')) return true;
  return reason !== undefined && !manifests.some(isOfCluster) && faults.every(({ fault }) => fault === 'other');
}

/** True for an object with metadata, as every object of a cluster has. */
function isOfCluster({ object }: Manifest): boolean {
  return isRecord(object['metadata']);
}

/**
 * Returns the reason why a file is skipped, unless objects are demanded of it.
 * @param reason the reason that its name or folder gives
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

/**
 * Turns objects into faults: a kustomization with apiVersion and kind looks like an object, but no
 * API server has its kind.
 */
function ofKustomization({ manifests, faults }: Parts, file: string): Parts {
  const own = manifests.map(({ source: { line = 1 } }): FaultyPart => {
    return { file, line, message: 'is not a Kubernetes object but a kustomization', fault: 'other' };
  });
  return { manifests: [], faults: [...own, ...faults] };
}

/** Returns a hint for a file that is no manifest but an input of a renderer. */
async function hintOf(path: string, text: string, mayBeValues: boolean): Promise<string> {
  if (isKustomization(path)) return '; --kustomize judges what it makes';
  if (basename(path) === 'Chart.yaml' || (text.includes('{{') && (await isInChart(path)))) {
    return '; --helm judges what the chart makes';
  }
  if (mayBeValues) return '; --values gives a file to charts';
  return text.includes('{{') ? '; is it a template? --exclude leaves it out' : '';
}
