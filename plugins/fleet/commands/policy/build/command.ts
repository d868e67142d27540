import { defineCommand } from '../../../command-line/command.ts';
import { policyBuildFlags } from './flags.ts';

export const policyBuild = defineCommand({
  name: 'policy build',
  summary: 'Build a bundle of your rules and those of kubectl fleet.',
  parameters: 'DIR',
  examples: [
    {
      line: 'kubectl fleet policy build rules/ -o bundle.tar.gz',
      shows: 'Rules in rules/<rule_name>/<rule_name>.rego',
    },
    { line: 'kubectl fleet lint --bundle bundle.tar.gz deploy/', shows: 'What all of them say of some manifests' },
  ],
  flags: policyBuildFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ parameters, flags }, environment) =>
    (await import('./run.ts')).writeBundle(parameters, flags, environment),
});
