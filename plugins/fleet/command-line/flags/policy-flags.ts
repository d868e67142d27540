import { path } from './value-types.ts';

/** The rules to judge by. */
export const bundleFlags = {
  bundle: path({
    sentence: 'Judge by this bundle of "policy build": rules of your own beside those of kubectl fleet.',
  }),
};

/** The actions of rules. */
export const settingsFlags = {
  settings: path({ sentence: 'Read from this file which rules deny, warn or audit, where and until when.' }),
};

/** The cluster to judge for. */
export const clusterFactsFlags = {
  'cluster-facts': path({
    sentence: 'Judge for the cluster whose facts are in this file, as "kubectl fleet facts" prints them.',
  }),
};
