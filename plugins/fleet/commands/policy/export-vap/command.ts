import { defineCommand } from '../../../command-line/command.ts';
import { policyExportVapFlags } from './flags.ts';

export const policyExportVap = defineCommand({
  name: 'policy export vap',
  summary: 'Print as admission policies what the API server can judge.',
  parameters: '',
  examples: [
    {
      line: 'kubectl fleet policy export vap > policies.yaml',
      shows: 'Policies and their bindings, to be applied',
    },
    {
      line: 'kubectl fleet policy export vap --cluster-facts eu-1.yaml',
      shows: 'For a cluster whose name and owner are annotated',
    },
    {
      line: 'kubectl fleet policy export vap --settings settings.yaml',
      shows: 'With the actions of your own settings',
    },
  ],
  flags: policyExportVapFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ flags }, environment) => (await import('./run.ts')).showAdmissionPolicies(flags, environment),
});
