import { defineCommand } from '../../../command-line/command.ts';

export const policyTest = defineCommand({
  name: 'policy test',
  summary: 'Test your own rules by their tests and samples.',
  parameters: 'DIR',
  examples: [
    {
      line: 'kubectl fleet policy test rules/',
      shows: 'Each <rule_name>_test.rego, and samples/deny_*.yaml and the like',
    },
  ],
  flags: {},
  // Loaded when it runs, so that help need not.
  run: async ({ parameters }, environment) => (await import('./run.ts')).testRules(parameters, environment),
});
