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

/** So many files are open at once. */
const atOnce = 32;

/** Reads files, folders and '-' (standard input). Nothing is thrown for what a file holds: it is a problem beside the manifests. */
export async function readManifests(paths: readonly string[], reading: Reading): Promise<Manifests> {
  const found = await findFiles(paths, reading.workingDirectory);
  const read: ReadFile[] = [];
  for (let first = 0; first < found.files.length; first += atOnce) {
    const batch = found.files.slice(first, first + atOnce);
    read.push(...(await Promise.all(batch.map(file => readFile(file, reading)))));
  }
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    problems: [...found.problems, ...read.flatMap(({ problems }) => problems)],
    files: read.filter(({ isText }) => isText).length,
  };
}

interface ReadFile {
  isText: boolean;
  manifests: readonly Manifest[];
  problems: readonly Problem[];
}

async function readFile(file: string, reading: Reading): Promise<ReadFile> {
  const read = await readText(file, reading).then(
    text => ({ text }),
    (error: unknown) => ({ message: reasonOf(error) }),
  );
  if ('text' in read) return manifestsOf(read.text, file);
  return { isText: false, manifests: [], problems: [{ file, message: read.message }] };
}

function manifestsOf(text: string, file: string): ReadFile {
  const { documents, problems } = parseDocuments(text);
  const manifests: Manifest[] = [];
  const faults: Problem[] = problems.map(problem => ({ file, ...problem }));
  for (const document of documents) {
    for (const { line, ...one } of flattenObjects(document)) {
      if ('message' in one) faults.push({ file, line, message: one.message });
      else manifests.push({ object: one.object, source: { file, line }, text: { document, path: one.path } });
    }
  }
  return { isText: true, manifests, problems: faults };
}
