import { isAbsolute, join, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { grouped } from '../objects/grouped.ts';
import {
  isClusterEntry,
  isContextEntry,
  isUserEntry,
  type ClusterEntry,
  type ContextEntry,
  type UserEntry,
} from './schema.ts';
import type { SchemaError, Validator } from '../schema/validator.ts';
import { ClusterError } from '../errors/cluster-error.ts';

/**
 * An entry of a kubeconfig with its name. An error in place of the entry is the reason why no
 * context can use it.
 */
export interface NamedEntry<Entry> {
  name: string;
  entry: Entry | ClusterError;
}

/** Returns the entries of the list `clusters` of a file in the folder, with absolute paths. */
export function readClusters(list: readonly unknown[], folder: string): NamedEntry<ClusterEntry>[] {
  const entries = readList(list, { word: 'cluster', isEntry: isClusterEntry });
  return withPaths(entries, cluster => resolve(cluster, ['certificate-authority'], folder));
}

/** Returns the entries of the list `users` of a file in the folder, with absolute paths. */
export function readUsers(list: readonly unknown[], folder: string): NamedEntry<UserEntry>[] {
  return withPaths(readList(list, { word: 'user', isEntry: isUserEntry }), user => {
    const resolved = resolve(user, ['client-certificate', 'client-key', 'tokenFile'], folder);
    // A command without a path separator is looked up on PATH.
    if (resolved.exec?.command.includes(sep) !== true) return resolved;
    return { ...resolved, exec: { ...resolved.exec, command: absolute(resolved.exec.command, folder) } };
  });
}

/**
 * Returns the entries of the list `contexts`. An entry without a name gets its index as name, so
 * that it is not lost.
 */
export function readContexts(list: readonly unknown[]): NamedEntry<ContextEntry>[] {
  return readList(list, { word: 'context', isEntry: isContextEntry });
}

/** A kind of entries: the key of their content and the check of its types. */
interface Kind<Entry> {
  word: 'cluster' | 'user' | 'context';
  isEntry: Validator<Entry>;
}

function readList<Entry>(list: readonly unknown[], kind: Kind<Entry>): NamedEntry<Entry>[] {
  const items = list.map((item, index) => ({
    name: nameOf(item, kind.word === 'context' ? `contexts[${index}]` : ''),
    item,
  }));
  return [...grouped(items, ({ name }) => name)].map(([name, ofName]) => {
    const [first, ...others] = ofName.map(({ item }) => item);
    const isOne = others.every(other => isDeepStrictEqual(other, first));
    return { name, entry: isOne ? readEntry(name, first, kind) : broken(kind, name, 'two in one file have this name') };
  });
}

function readEntry<Entry>(name: string, item: unknown, kind: Kind<Entry>): Entry | ClusterError {
  const { isEntry, word } = kind;
  const given = fieldsOf(item);
  const said = given['name'] ?? '';
  if (typeof said !== 'string') return broken(kind, name, 'name must be string');
  if (said === '' && word === 'context') return new ClusterError('ContextInvalid', 'the context has no name');
  const content = given[word] ?? {};
  return isEntry(content) ? content : broken(kind, name, schemaProblem(isEntry.errors?.[0]));
}

function broken({ word }: Pick<Kind<unknown>, 'word'>, name: string, problem: string): ClusterError {
  return new ClusterError('ContextInvalid', `${word} "${name}": ${problem}`);
}

function fieldsOf(item: unknown): Readonly<Record<string, unknown>> {
  return typeof item === 'object' && item !== null ? Object.fromEntries(Object.entries(item)) : {};
}

/** Returns the name of an entry; `nameless` for an entry without a name. */
function nameOf(item: unknown, nameless: string): string {
  const name = fieldsOf(item)['name'] ?? '';
  if (typeof name !== 'string') return JSON.stringify(name);
  return name === '' ? nameless : name;
}

/** Returns a message with the field of a wrong type, e.g. exec.env[0].value must be string */
function schemaProblem(problem: SchemaError | undefined): string {
  const place = (problem?.instancePath ?? '').slice(1).replace(/\/(\d+)/g, '[$1]');
  const words =
    problem?.keyword === 'enum'
      ? `must be one of ${[problem.params['allowedValues']].flat().filter(Boolean).join(', ')}`
      : problem?.message;
  return `${place.replaceAll('/', '.')} ${words ?? ''}`.trim();
}

function withPaths<Entry>(entries: readonly NamedEntry<Entry>[], change: (entry: Entry) => Entry): NamedEntry<Entry>[] {
  return entries.map(({ name, entry }) => ({ name, entry: entry instanceof ClusterError ? entry : change(entry) }));
}

function absolute(path: string, folder: string): string {
  return path === '' || isAbsolute(path) ? path : join(folder, path);
}

/** Returns the entry with absolute paths under these keys. */
function resolve<Entry extends ClusterEntry | UserEntry>(
  entry: Entry,
  keys: readonly (keyof Entry)[],
  folder: string,
): Entry {
  const resolved = { ...entry };
  for (const key of keys) {
    const path: unknown = entry[key];
    if (typeof path === 'string') Object.assign(resolved, { [key]: absolute(path, folder) });
  }
  return resolved;
}
