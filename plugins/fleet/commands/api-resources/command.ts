import { defineCommand } from '../../command-line/command.ts';
import { apiResourcesFlags } from './flags.ts';

export const apiResources = defineCommand({
  name: 'api-resources',
  summary: 'Show which resources which clusters serve.',
  parameters: '',
  access: { rules: [] },
  examples: [
    { line: 'kubectl fleet api-resources', shows: 'All resources, with the clusters that lack them' },
    { line: 'kubectl fleet api-resources --only-different', shows: 'Resources that some clusters lack' },
    { line: 'kubectl fleet api-resources --api-group=apps -o wide', shows: 'One group, with verbs and categories' },
    { line: 'kubectl fleet api-resources --namespaced=false', shows: 'Resources without a namespace' },
  ],
  flags: apiResourcesFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ flags }, environment) => (await import('./run.ts')).showApiResources(flags, environment),
});
