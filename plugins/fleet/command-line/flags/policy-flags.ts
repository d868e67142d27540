import { path } from './value-types.ts';

/** Flag of the policy bundle. */
export const bundleFlags = {
  bundle: path({
    sentence: 'Judge by this bundle of "policy build": rules of your own beside those of kubectl fleet.',
  }),
};

/** Flag of the settings, which have the actions of rules. */
export const settingsFlags = {
  settings: path({ sentence: 'Read from this file which rules deny, warn or audit, where and until when.' }),
};

/** Flag of the facts of the cluster. */
export const clusterFactsFlags = {
  'cluster-facts': path({
    sentence: 'Judge for the cluster whose facts are in this file, as "kubectl fleet facts" prints them.',
  }),
};
