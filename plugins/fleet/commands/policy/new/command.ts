import { defineCommand } from '../../../command-line/command.ts';

export const policyNew = defineCommand({
  name: 'policy new',
  summary: 'Start a rule of your own: rule, test and samples.',
  parameters: 'NAME [DIR]',
  examples: [
    { line: 'kubectl fleet policy new no-latest-tag', shows: 'The rule own-no-latest-tag in rules/own_no_latest_tag/' },
    { line: 'kubectl fleet policy new no-latest-tag policies/fleet', shows: 'Another folder of rules' },
  ],
  flags: {},
  // Loaded when it runs, so that help need not.
  run: async ({ parameters }, environment) => (await import('./run.ts')).newRule(parameters, environment),
});
