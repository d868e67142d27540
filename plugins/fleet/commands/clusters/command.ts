import { defineCommand } from '../../command-line/command.ts';
import { clustersFlags } from './flags.ts';

export const clusters = defineCommand({
  name: 'clusters',
  summary: 'Show every cluster: version, nodes, owner and status.',
  parameters: '',
  access: { rules: [], lists: 'facts' },
  examples: [
    { line: 'kubectl fleet clusters', shows: 'All clusters of the kubeconfig' },
    { line: "kubectl fleet clusters -C 'prod-*,!prod-test' -o wide", shows: 'Some of them, with address and contexts' },
    { line: 'kubectl fleet clusters --timeout 3s -o json', shows: 'For a program, three seconds for each at most' },
  ],
  flags: clustersFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ flags }, environment) => (await import('./run.ts')).showClusters(flags, environment),
});
