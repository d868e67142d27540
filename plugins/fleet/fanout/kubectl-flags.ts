import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { fleetFlags } from '../command-line/flags/fleet-flags.ts';

const texts = [
  'kubeconfig',
  'server',
  'cluster',
  'user',
  'token',
  'username',
  'password',
  'client-certificate',
  'client-key',
  'certificate-authority',
  'tls-server-name',
  'as',
  'as-uid',
  'cache-dir',
  'kuberc',
] as const;
const lists = ['as-group', 'as-user-extra'] as const;
const switches = ['insecure-skip-tls-verify', 'disable-compression'] as const;

/**
 * Returns the flags of connections for the real kubectl. Leaves out -v, whose lines would hide the
 * reason of a failure.
 */
export function kubectlFlags(flags: FlagsOf<typeof fleetFlags>): string[] {
  const { 'request-timeout': limit } = flags;
  return [
    ...texts.flatMap(name => (flags[name] === undefined ? [] : [`--${name}=${flags[name]}`])),
    ...lists.flatMap(name => flags[name].map(text => `--${name}=${text}`)),
    ...switches.flatMap(name => (flags[name] ? [`--${name}`] : [])),
    ...(limit > 0 ? [`--request-timeout=${limit}ms`] : []),
  ];
}
