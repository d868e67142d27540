import type { Command } from './command.ts';

export const policyExportVap: Command = {
  name: 'policy export vap',
  summary: 'Print the rules that the API server can judge by itself as admission policies.',
  parameters: '',
  examples: [
    {
      line: 'kubectl fleet policy export vap > policies.yaml',
      shows: 'ValidatingAdmissionPolicies, a MutatingAdmissionPolicy for ownership, their bindings',
    },
    {
      line: 'kubectl fleet policy export vap --settings settings.yaml -o json',
      shows: 'With the actions of your own settings',
    },
  ],
  flags: ['output', 'settings', 'bundle'],
  formats: ['yaml', 'json'],
  // Loaded when it runs, so that help need not.
  run: async (_parameters, flags, surroundings) =>
    (await import('../policy/show-twins.ts')).showTwins(flags, surroundings, policyExportVap),
};
