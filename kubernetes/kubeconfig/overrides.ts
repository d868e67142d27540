import type { ClusterEntry, UserEntry } from './schema.ts';

/** Fields to replace. A field that is absent or a zero value of Go replaces nothing. */
type Given<Entry> = { readonly [Field in keyof Entry]?: Entry[Field] | undefined };

/**
 * Replaces fields of the entries of every context, as the flags of kubectl do
 * (k8s.io/client-go/tools/clientcmd/client_config.go).
 */
export interface Overrides {
  /** Names of the entries that contexts use in place of their own. */
  names: Readonly<{ cluster?: string | undefined; user?: string | undefined }>;
  cluster: Given<ClusterEntry>;
  user: Given<UserEntry>;
}

export const noOverrides: Overrides = { names: {}, cluster: {}, user: {} };

const trust = ['insecure-skip-tls-verify', 'certificate-authority', 'certificate-authority-data'] as const;

/**
 * Returns a cluster entry with the overrides. A new authority, or the trust in any, takes the place
 * of the old authority. A new server loses the name that the old server's certificate has.
 */
export function overrideCluster(entry: ClusterEntry, given: Overrides['cluster']): ClusterEntry {
  const isTrust = given['insecure-skip-tls-verify'] === true || (given['certificate-authority'] ?? '') !== '';
  const isNamed = (given.server ?? '') !== '' || (given['tls-server-name'] ?? '') !== '';
  const kept = without(entry, [...(isTrust ? trust : []), ...(isNamed ? (['tls-server-name'] as const) : [])]);
  return withGiven(kept, given);
}

/** Returns a user entry with the overrides. A certificate or key takes the place of the old one. */
export function overrideUser(entry: UserEntry, given: Overrides['user']): UserEntry {
  const kept = without(entry, [
    ...((given['client-certificate'] ?? '') === '' ? [] : (['client-certificate-data'] as const)),
    ...((given['client-key'] ?? '') === '' ? [] : (['client-key-data'] as const)),
  ]);
  const { 'as-user-extra': extra } = given;
  return withGiven(kept, { ...given, 'as-user-extra': extra && { ...entry['as-user-extra'], ...extra } });
}

function without<Entry extends object>(entry: Entry, fields: readonly (keyof Entry)[]): Entry {
  const rest = { ...entry };
  for (const field of fields) Reflect.deleteProperty(rest, field);
  return rest;
}

function withGiven<Entry extends object>(entry: Entry, given: Given<Entry>): Entry {
  const filled = Object.entries(given).filter(([, value]) => !isZero(value));
  return Object.assign({ ...entry }, Object.fromEntries(filled));
}

function isZero(value: unknown): boolean {
  return value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}
