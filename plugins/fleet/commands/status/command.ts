import { defineCommand } from '../../command-line/command.ts';
import { statusFlags } from './flags.ts';

export const status = defineCommand({
  name: 'status',
  summary: 'Show what needs attention, the most urgent first.',
  parameters: '',
  access: { rules: [], lists: 'health' },
  examples: [
    { line: 'kubectl fleet status', shows: 'All clusters; those that do not answer within 1.5s are named' },
    { line: "kubectl fleet status -C 'prod-*' --timeout 30s", shows: 'Some clusters, with time for slow ones' },
    { line: 'kubectl fleet status -o json', shows: 'For a program; exit code 1 if there are problems' },
  ],
  flags: statusFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ flags }, environment) => (await import('./run.ts')).showStatus(flags, environment),
});
