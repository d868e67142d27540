import type { Command } from '../../../command-line/command.ts';

export const policyExportVap: Command = {
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
  flags: ['output', 'cluster-facts', 'settings', 'bundle'],
  formats: ['yaml', 'json'],
  // Loaded when it runs, so that help need not.
  run: async (_parameters, flags, environment) =>
    (await import('./run.ts')).showTwins(flags, environment, policyExportVap),
};
