import { outputFlags } from '../../../command-line/flags/output-flags.ts';
import { bundleFlags, clusterFactsFlags, settingsFlags } from '../../../command-line/flags/policy-flags.ts';

export const policyExportVapFlags = {
  ...outputFlags(['yaml', 'json']),
  ...clusterFactsFlags,
  ...settingsFlags,
  ...bundleFlags,
};
