import { defineCommand } from '../../command-line/command.ts';
import { topFlags } from './flags.ts';

export const top = defineCommand({
  name: 'top',
  summary: 'Show the CPU and memory that nodes or pods of all clusters use.',
  parameters: '(nodes | pods) [NAME]',
  access: {
    rules: [
      { apiGroups: ['metrics.k8s.io'], resources: ['nodes', 'pods'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['get', 'list'] },
    ],
  },
  examples: [
    { line: 'kubectl fleet top nodes', shows: 'All nodes, with the part of each that is in use' },
    { line: 'kubectl fleet top pods -A --sort-by=memory', shows: 'Pods of all clusters, the largest first' },
    { line: 'kubectl fleet top pods -n shop -l app=cart --containers', shows: 'Containers of one application' },
    { line: 'kubectl fleet top pods -n shop --sum', shows: 'One namespace, with the sum over all clusters' },
  ],
  flags: topFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ parameters, flags }, environment) =>
    (await import('./run.ts')).showUsage(parameters, flags, environment),
});
