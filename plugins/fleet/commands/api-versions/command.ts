import { defineCommand } from '../../command-line/command.ts';
import { apiVersionsFlags } from './flags.ts';

export const apiVersions = defineCommand({
  name: 'api-versions',
  summary: 'Show the API versions of all clusters, and which cluster lacks one.',
  parameters: '',
  examples: [
    { line: 'kubectl fleet api-versions', shows: 'All API versions, with the clusters that lack them' },
    { line: 'kubectl fleet api-versions --only-different', shows: 'API versions that some clusters lack' },
    { line: 'kubectl fleet api-versions -o name', shows: 'API versions that every cluster serves, as lines' },
  ],
  flags: apiVersionsFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ flags }, environment) => (await import('./run.ts')).showApiVersions(flags, environment),
});
