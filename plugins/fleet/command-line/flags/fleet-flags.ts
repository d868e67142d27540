import { connectionFlags } from './connection-flags.ts';
import { count, duration, list, path, repeated } from './value-types.ts';

/** Flags of every command that asks clusters: selection, deadline, concurrency and connections. */
export const fleetFlags = {
  clusters: list({
    short: 'C',
    placeholder: 'NAME,GLOB*,!NOT',
    sentence: 'Ask only these clusters: names, globs, and what to leave out.',
  }),
  context: repeated({ placeholder: 'NAME', sentence: 'Ask only the cluster of this kubeconfig context.' }),
  kubeconfig: path({ sentence: 'Read this kubeconfig file instead of those in $KUBECONFIG or ~/.kube/config.' }),
  timeout: duration({
    default: '10s',
    sentence: 'How long one cluster may take in all, its credential plugin included.',
  }),
  parallel: count({ default: '64', sentence: 'How many clusters to ask at once.' }),
  ...connectionFlags,
};
