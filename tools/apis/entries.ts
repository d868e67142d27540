import type { Correction, History } from './history.ts';
import type { Lifecycle } from './lifecycle.ts';

/** A kind in a version, with what either source says of it. Releases are minors of Kubernetes 1. */
export interface Entry {
  readonly apiVersion: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly introduced: number;
  readonly removed: number | undefined;
  /** Group in which the kind goes on, or the kind that took its place. */
  readonly successor: { readonly group: string; readonly kind: string };
  readonly onByDefault: boolean;
  readonly fix: string | undefined;
}

/**
 * Everything that either source says something of.
 * @throws Error when neither says since when it is served
 */
export function entriesOf(lifecycles: readonly Lifecycle[], history: History['versions']): Entry[] {
  const told = new Map(lifecycles.map(lifecycle => [keyOf(lifecycle), lifecycle]));
  const corrections = new Map(
    Object.entries(history).flatMap(([apiVersion, kinds]) =>
      Object.entries(kinds).map(([kind, correction]) => [`${apiVersion} ${kind}`, correction]),
    ),
  );
  return [...new Set([...told.keys(), ...corrections.keys()])].map(key =>
    entryOf(key, told.get(key), corrections.get(key)),
  );
}

function keyOf({ group, version, kind }: Lifecycle): string {
  return `${group}/${version} ${kind}`;
}

function entryOf(key: string, lifecycle?: Lifecycle, correction: Correction = {}): Entry {
  const [, apiVersion = '', group = '', version = '', kind = ''] = /^((.*)\/(.*)) (.*)$/.exec(key) ?? [];
  const { introduced, removed } = { ...lifecycle, ...correction };
  if (introduced === undefined) throw new Error(`history.yaml has to say when ${key} came: it is in no lifecycle file`);
  const { becomes = kind, on_by_default: onByDefault = false, fix } = correction;
  const successor = { kind: becomes, group: successorGroup(kind, lifecycle, correction) ?? group };
  return { apiVersion, group, version, kind, introduced, removed, successor, onByDefault, fix };
}

/** The files name another kind by mistake, e.g. a list; then its group says nothing. */
function successorGroup(kind: string, lifecycle?: Lifecycle, { instead }: Correction = {}): string | undefined {
  if (instead !== undefined) return instead.split('/')[0];
  return lifecycle?.replacement?.kind === kind ? lifecycle.replacement.group : undefined;
}
