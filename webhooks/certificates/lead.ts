import type { ClusterWriter } from '../cluster/client.ts';
import { createAuthority, isDue, type Authority, type Lifetime } from './authority.ts';
import { readConfigurations, trust, type ConfigurationNames } from './bundles.ts';
import type { AuthoritySecret, StoredAuthorities } from './secret.ts';

interface Rule {
  configurations: ConfigurationNames;
  authority: Lifetime;
  /** How long a certificate may be served that an authority has signed which is no longer in the Secret. */
  orphanSeconds: number;
}

/**
 * What one replica does for all: keeps authorities in the Secret, a new one long before the last one ends, and makes kube-apiserver trust
 * all of them. An authority stays until it ends, because no certificate outlives the authority that signed it. Whom kube-apiserver trusts
 * without being in the Secret, e.g. since somebody emptied it or another kind of certificate was served before, may still be needed.
 * @throws WebhookError OBJECT_CHANGED, OBJECT_MISSING, CLUSTER_REFUSED
 */
export async function keepAuthorities(
  client: ClusterWriter,
  secret: AuthoritySecret,
  { configurations: names, authority, orphanSeconds }: Rule,
  now: Date,
): Promise<void> {
  // Before the Secret: what another replica has put into a caBundle is then in the Secret that is read here, or was rightly removed.
  const configurations = await readConfigurations(client, names);
  const authorities = await renewAuthorities(secret, await secret.read(), authority, now);
  const own = authorities.map(({ certificate }) => certificate);
  const orphansEnd = (authorities[0]?.made.getTime() ?? 0) + orphanSeconds * 1000;
  const wanted = (present: string[]): string[] => {
    const orphans = now.getTime() < orphansEnd ? present.filter(certificate => !own.includes(certificate)) : [];
    return [...orphans, ...own];
  };
  for (const configuration of configurations) await trust(client, configuration, wanted);
}

async function renewAuthorities(
  secret: AuthoritySecret,
  stored: StoredAuthorities,
  lifetime: Lifetime,
  now: Date,
): Promise<Authority[]> {
  const valid = stored.authorities.filter(({ ends }) => ends > now);
  const newest = valid.at(-1);
  const isWanting = newest === undefined || isDue(newest.ends, now, lifetime);
  if (!isWanting && !stored.garbled && valid.length === stored.authorities.length) return valid;
  const authorities = isWanting ? [...valid, await createAuthority(now, lifetime)] : valid;
  await secret.write(stored, authorities);
  return authorities;
}
