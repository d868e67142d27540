import { defineCommand } from '../../command-line/command.ts';
import { versionsFlags } from './flags.ts';

export const versions = defineCommand({
  name: 'versions',
  summary: 'Show which version of each app runs in which cluster.',
  parameters: '[APP...]',
  access: {
    rules: [
      { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'statefulsets'], verbs: ['list'] },
      { apiGroups: ['batch'], resources: ['cronjobs'], verbs: ['list'] },
    ],
  },
  examples: [
    { line: 'kubectl fleet versions', shows: 'All apps; * differs from most clusters, - is not there, ? is unknown' },
    { line: "kubectl fleet versions cart 'payment-*'", shows: 'Some apps' },
    { line: 'kubectl fleet versions --only-different', shows: 'What to look at in a large fleet' },
    { line: 'kubectl fleet versions -o wide', shows: 'All clusters across, however wide that is' },
    { line: "kubectl fleet versions --image '*log4j*' -l team=shop", shows: 'By image and labels' },
    { line: 'kubectl fleet versions -n shop -o csv', shows: 'One namespace, for a spreadsheet, with Helm charts' },
  ],
  flags: versionsFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ parameters, flags }, environment) =>
    (await import('./run.ts')).showVersions(parameters, flags, environment),
});
