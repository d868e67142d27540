import { basename, resolve } from 'node:path';
import type { Contents } from './contents.ts';
import { flattenObjects } from './flatten-objects.ts';
import type { Manifest, Problem } from './manifest.ts';
import { parseDocuments } from '../yaml/parse-documents.ts';
import { readText, type Reading } from './read-text.ts';
import { reasonOf } from './unreadable.ts';

/** Reads one file, '-' being standard input. Nothing is thrown for what it holds: that is a problem beside the manifests. */
export async function readFile(file: string, reading: Reading): Promise<Contents> {
  const path = file === '-' ? file : resolve(reading.workingDirectory, file);
  const read = await readText(file, reading).then(
    text => ({ text }),
    (error: unknown) => ({ message: reasonOf(error) }),
  );
  if ('text' in read) return { path, isRendered: false, isThere: true, ...manifestsOf(read.text, file) };
  const { message } = read;
  return { path, isRendered: false, isThere: false, manifests: [], problems: [{ file, message }] };
}

function manifestsOf(text: string, file: string): Pick<Contents, 'manifests' | 'problems'> {
  const { documents, problems } = parseDocuments(text);
  const hint = hintOf(file, text);
  const manifests: Manifest[] = [];
  const faults: Problem[] = problems.map(({ message, ...place }) => ({ file, ...place, message: message + hint }));
  for (const document of documents) {
    for (const { line, ...one } of flattenObjects(document)) {
      if ('message' in one) faults.push({ file, line, message: one.message + hint });
      else manifests.push({ object: one.object, source: { file, line }, text: { document, path: one.path } });
    }
  }
  return { manifests, problems: faults };
}

/** What to try instead with a file that is no manifest but what manifests are made of. */
function hintOf(file: string, text: string): string {
  if (/^kustomization\.ya?ml$/.test(basename(file))) return '; --kustomize judges what it makes';
  if (basename(file) === 'Chart.yaml') return '; --helm judges what the chart makes';
  return text.includes('{{') ? "; is it a chart's template? --helm judges what that makes" : '';
}
