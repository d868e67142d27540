import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { Value } from 'typebox/value';
import { fleetErrors } from '../errors.ts';
import { decodeText } from '../yaml/decode-text.ts';
import { KubeconfigFile, type ClusterEntry, type UserEntry } from './kubeconfig-schema.ts';
import type { FirstDocument } from './kubeconfig-yaml.ts';

/**
 * Reads one kubeconfig file; its relative paths become absolute, from the folder that it lies in. undefined when there is no such file.
 * `hasMore` says that further documents stand behind the one that is read.
 * @throws FleetError KUBECONFIG_UNREADABLE, KUBECONFIG_INVALID with file and place
 */
export async function readKubeconfigFile(path: string): Promise<(KubeconfigFile & { hasMore: boolean }) | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const first = await parse(path, text);
  const content = withoutNulls(first.content ?? {});
  if (!Value.Check(KubeconfigFile, content)) {
    const [problem] = Value.Errors(KubeconfigFile, content);
    throw fleetErrors.kubeconfigInvalid(path, `${placeOf(problem?.instancePath)} ${problem?.message ?? ''}`);
  }
  for (const list of ['clusters', 'users', 'contexts'] as const) {
    const names = (content[list] ?? []).map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw fleetErrors.kubeconfigInvalid(path, `${list} has the name "${twice}" twice`);
  }
  return { ...withAbsolutePaths(content, dirname(path)), hasMore: first.hasMore };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return decodeText(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw fleetErrors.kubeconfigUnreadable(path, error);
  }
}

/** JSON is read without the YAML parser, which takes longer to load than a small file to parse. */
async function parse(path: string, text: string): Promise<FirstDocument> {
  if (text.trimStart().startsWith('{')) {
    try {
      return { content: JSON.parse(text), hasMore: false };
    } catch {
      // Not JSON after all, perhaps a YAML flow mapping: the YAML parser knows, and says at which line it fails.
    }
  }
  const { firstDocument } = await import('./kubeconfig-yaml.ts');
  return firstDocument(path, text);
}

/** A null is what kubectl writes for a list without entries; as in Go, it means absent. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNulls(inner)]])),
  );
}

/** /users/0/user/token -> users[0].user.token */
function placeOf(pointer: string | undefined): string {
  if (pointer === undefined || pointer === '') return 'the file';
  return pointer
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.');
}

function withAbsolutePaths(file: KubeconfigFile, folder: string): KubeconfigFile {
  const absolute = (path: string) => (path === '' || isAbsolute(path) ? path : join(folder, path));
  const clusters = file.clusters?.map(({ name, cluster = {} }) => ({
    name,
    cluster: resolve(cluster, ['certificate-authority'], absolute),
  }));
  const users = file.users?.map(({ name, user = {} }) => {
    const resolved: UserEntry = resolve(user, ['client-certificate', 'client-key', 'tokenFile'], absolute);
    // A command without a separator is looked up on PATH.
    if (resolved.exec?.command.includes(sep) !== true) return { name, user: resolved };
    return { name, user: { ...resolved, exec: { ...resolved.exec, command: absolute(resolved.exec.command) } } };
  });
  return { ...file, ...(clusters && { clusters }), ...(users && { users }) };
}

/** The entry with the paths under these keys made absolute. */
function resolve<Entry extends ClusterEntry | UserEntry>(
  entry: Entry,
  keys: readonly (keyof Entry)[],
  absolute: (path: string) => string,
): Entry {
  const resolved = { ...entry };
  for (const key of keys) {
    const path: unknown = entry[key];
    if (typeof path === 'string') Object.assign(resolved, { [key]: absolute(path) });
  }
  return resolved;
}
