import { defineCommand } from '../../command-line/command.ts';
import { describeFlags } from './flags.ts';

export const describe = defineCommand({
  name: 'describe',
  summary: 'Describe objects of all clusters, by the real kubectl.',
  parameters: 'KIND [NAME_PREFIX...] | KIND/NAME... | -f FILE',
  access: {
    rules: [{ apiGroups: [''], resources: ['events'], verbs: ['list'] }],
    named: ['get', 'list'],
  },
  examples: [
    { line: 'kubectl fleet describe deploy/cart -n shop', shows: 'One object, wherever it is' },
    { line: 'kubectl fleet describe nodes -C eu-1', shows: 'All nodes of one cluster' },
    { line: 'kubectl fleet describe pods -l app=cart -n shop', shows: 'Objects by label' },
  ],
  flags: describeFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ parameters, flags }, environment) =>
    (await import('./run.ts')).describeObjects(parameters, flags, environment),
});
