import type { Client } from '../../kubernetes/client/client.ts';
import { createAuthority, isDue, type Authority, type Lifetime } from './authority.ts';
import { readConfigurations, trust, type ConfigurationNames } from './ca-bundles.ts';
import type { AuthoritySecret, StoredAuthorities } from './secret.ts';

interface RotationRule {
  configurations: ConfigurationNames;
  authority: Lifetime;
  /** Seconds for which an authority stays trusted that is not in the Secret. */
  orphanSeconds: number;
}

/**
 * Creates the next authority long before the last one ends, and makes kube-apiserver trust all that
 * are in the Secret. Only the holder of the Lease calls it. An authority stays until it ends: its
 * certificates end no later. A trusted authority that is not in the Secret may still be needed,
 * e.g. after the Secret was emptied.
 * @throws ClusterError Conflict, NotFound
 */
export async function rotateAuthorities(
  client: Client,
  secret: AuthoritySecret,
  { configurations: names, authority, orphanSeconds }: RotationRule,
  now: Date,
): Promise<void> {
  // Read before the Secret: each authority that another replica added is then in the Secret.
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
  const isDueNow = newest === undefined || isDue(newest.ends, now, lifetime);
  if (!isDueNow && !stored.isCorrupt && valid.length === stored.authorities.length) return valid;
  const authorities = isDueNow ? [...valid, await createAuthority(now, lifetime)] : valid;
  await secret.write(stored, authorities);
  return authorities;
}
