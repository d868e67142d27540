import { dirname } from 'node:path';
import { kubeconfigErrors } from '../errors/kubeconfig-error.ts';
import { decodeText } from '../yaml/decode-text.ts';
import { readClusters, readContexts, readUsers, type NamedEntry } from './entries.ts';
import { isKubeconfigFile, type ClusterEntry, type ContextEntry, type UserEntry } from './schema.ts';
import type { FirstDocument } from './yaml.ts';
import { readWholeFile } from '../files/read-whole-file.ts';

/** The entries of one file, in its order. Each name occurs once. */
export interface KubeconfigEntries {
  clusters: NamedEntry<ClusterEntry>[];
  users: NamedEntry<UserEntry>[];
  contexts: NamedEntry<ContextEntry>[];
  /** True when further documents follow the one that is read. */
  hasMore: boolean;
}

/**
 * Reads one kubeconfig file. Makes its relative paths absolute, starting at the folder of the file.
 * Returns undefined when there is no such file. kubectl refuses the whole file for one wrong entry;
 * here only the contexts with this entry fail.
 * @throws KubeconfigError KUBECONFIG_UNREADABLE, KUBECONFIG_INVALID with file and place
 */
export async function readKubeconfigFile(path: string): Promise<KubeconfigEntries | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const first = await parse(path, text);
  const content = withoutNulls(first.content ?? {});
  if (!isKubeconfigFile(content)) {
    const problem = isKubeconfigFile.errors?.[0];
    const place = problem === undefined || problem.instancePath === '' ? 'the file' : problem.instancePath.slice(1);
    throw kubeconfigErrors.invalid(path, `${place} ${problem?.message ?? ''}`);
  }
  const { clusters = [], users = [], contexts = [] } = content;
  const folder = dirname(path);
  return {
    clusters: readClusters(clusters, folder),
    users: readUsers(users, folder),
    contexts: readContexts(contexts),
    hasMore: first.hasMore,
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return decodeText(await readWholeFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw kubeconfigErrors.unreadable(path, error);
  }
}

/** Parses JSON without the YAML parser: to load it takes longer than to parse a small file. */
async function parse(path: string, text: string): Promise<FirstDocument> {
  if (text.trimStart().startsWith('{')) {
    try {
      return { content: JSON.parse(text), hasMore: false };
    } catch {
      // The text is not JSON, but perhaps a YAML flow mapping. The YAML parser decides and reports
      // the line of an error.
    }
  }
  const { firstDocument } = await import('./yaml.ts');
  return firstDocument(path, text);
}

/** Lists of objects. All other lists are lists of texts. */
const listsOfObjects = new Set(['clusters', 'users', 'contexts', 'extensions', 'env']);

/**
 * Replaces nulls as Go does: a null is an absent field of an object and the zero value in a list.
 * Leaves extensions unchanged: their content belongs to the plugin.
 */
function withoutNulls(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const zero = listsOfObjects.has(key) ? {} : '';
    return value.map(member => (member === null ? zero : withoutNulls(member)));
  }
  if (typeof value !== 'object' || value === null || key === 'extension') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, inner]) => (inner === null ? [] : [[field, withoutNulls(inner, field)]])),
  );
}
