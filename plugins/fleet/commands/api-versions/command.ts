import { defineCommand } from '../../command-line/command.ts';
import { apiVersionsFlags } from './flags.ts';

export const apiVersions = defineCommand({
  name: 'api-versions',
  summary: 'Show which API versions which clusters serve.',
  parameters: '',
  access: { rules: [] },
  examples: [
    { line: 'kubectl fleet api-versions', shows: 'All API versions, with the clusters that lack them' },
    { line: 'kubectl fleet api-versions --only-different', shows: 'API versions that some clusters lack' },
    { line: 'kubectl fleet api-versions -o name', shows: 'All API versions as lines' },
  ],
  flags: apiVersionsFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ flags }, environment) => (await import('./run.ts')).showApiVersions(flags, environment),
});
