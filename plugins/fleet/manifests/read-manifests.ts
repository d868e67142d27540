import { findFiles } from './find-files.ts';
import { flattenObjects } from './flatten-objects.ts';
import type { Manifest, Problem } from './manifest.ts';
import { parseDocuments } from './parse-documents.ts';
import { readText, type Reading } from './read-text.ts';
import { reasonOf } from './unreadable.ts';

/** All objects that the paths lead to, and beside them everything there that is no object. */
export interface Manifests {
  manifests: readonly Manifest[];
  problems: readonly Problem[];
  /** How many files were read. */
  files: number;
}

/** Reads files, folders and '-' (standard input). Nothing is thrown for what a file holds: it is a problem beside the manifests. */
export async function readManifests(paths: readonly string[], reading: Reading): Promise<Manifests> {
  const found = await findFiles(paths, reading.workingDirectory);
  const texts: { file: string; text: string }[] = [];
  const problems = [...found.problems];
  for (const file of found.files) {
    try {
      texts.push({ file, text: await readText(file, reading) });
    } catch (error) {
      problems.push({ file, message: reasonOf(error) });
    }
  }
  const read = texts.map(({ file, text }) => manifestsOf(text, file));
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    problems: [...problems, ...read.flatMap(({ problems }) => problems)],
    files: texts.length,
  };
}

function manifestsOf(text: string, file: string): { manifests: Manifest[]; problems: Problem[] } {
  const { documents, problems } = parseDocuments(text);
  const flattened = documents.flatMap(flattenObjects);
  return {
    manifests: flattened.flatMap(one =>
      'object' in one ? [{ object: one.object, source: { file, line: one.line } }] : [],
    ),
    problems: [
      ...problems.map(problem => ({ file, ...problem })),
      ...flattened.flatMap(one => ('message' in one ? [{ file, ...one }] : [])),
    ],
  };
}
