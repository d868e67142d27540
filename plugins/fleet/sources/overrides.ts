import { resolve } from 'node:path';
import type { Kubeconfig } from '../../../kubernetes/kubeconfig/kubeconfig.ts';
import type { Overrides } from '../../../kubernetes/kubeconfig/overrides.ts';
import { fleetErrors } from '../command-line/errors.ts';
import type { connectionFlags } from '../command-line/flags/connection-flags.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';

type Flags = FlagsOf<typeof connectionFlags>;

/** Flags of one cluster alone. With several, each would get the secret of another. */
const ofOneContext = ['server', 'cluster', 'user', 'token', 'username', 'password'] as const;

/**
 * Returns what the flags replace in the entries of the selected contexts. Paths are resolved
 * against the working directory.
 * @throws FleetError FLAG_OF_ONE_CONTEXT, ENTRY_UNKNOWN
 */
export function overridesOf(
  flags: Flags,
  { clusters, users }: Kubeconfig,
  contexts: readonly string[],
  workingDirectory: string,
): Overrides {
  const stray = ofOneContext.find(flag => (flags[flag] ?? '') !== '');
  if (stray !== undefined && contexts.length > 1) throw fleetErrors.flagOfOneContext(stray, contexts.length);
  const { cluster = '', user = '' } = flags;
  if (cluster !== '' && !clusters.has(cluster)) throw fleetErrors.entryUnknown('cluster', cluster);
  if (user !== '' && !users.has(user)) throw fleetErrors.entryUnknown('auth info', user);
  const file = (path: string | undefined) => ((path ?? '') === '' ? undefined : resolve(workingDirectory, path ?? ''));
  return {
    names: { cluster: cluster === '' ? undefined : cluster, user: user === '' ? undefined : user },
    cluster: {
      server: flags.server,
      'tls-server-name': flags['tls-server-name'],
      'insecure-skip-tls-verify': flags['insecure-skip-tls-verify'],
      'certificate-authority': file(flags['certificate-authority']),
      'disable-compression': flags['disable-compression'],
    },
    user: {
      'client-certificate': file(flags['client-certificate']),
      'client-key': file(flags['client-key']),
      token: flags.token,
      username: flags.username,
      password: flags.password,
      as: flags.as,
      'as-uid': flags['as-uid'],
      'as-groups': [...flags['as-group']],
      'as-user-extra': extraOf(flags['as-user-extra']),
    },
  };
}

/** Returns the values of each key. As in kubectl, a text without = counts for nothing. */
function extraOf(texts: readonly string[]): Record<string, string[]> | undefined {
  const extra: Record<string, string[]> = {};
  for (const text of texts) {
    const [, key, value] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (key !== undefined && value !== undefined) (extra[key] ??= []).push(value);
  }
  return Object.keys(extra).length === 0 ? undefined : extra;
}
