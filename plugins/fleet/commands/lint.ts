import type { Command } from './command.ts';

export const lint: Command = {
  name: 'lint',
  summary: 'Judge manifests by the rules of the webhook, without a cluster.',
  parameters: 'PATH...',
  examples: [
    { line: 'kubectl fleet lint deploy/', shows: 'All manifests below a folder' },
    { line: 'helm template charts/cart | kubectl fleet lint -', shows: 'What a chart renders' },
    {
      line: 'kubectl fleet lint -o json --fail-on warn a.yaml b.yaml',
      shows: 'For a pipeline, a warning is enough to fail',
    },
  ],
  flags: [
    'output',
    'fail-on',
    'settings',
    'kustomize',
    'helm',
    'values',
    'follow',
    'target-version',
    'cluster-facts',
    'bundle',
  ],
  formats: ['table', 'json', 'yaml', 'sarif', 'github', 'junit'],
  // Loaded when it runs, so that help need not.
  run: async (paths, flags, surroundings) =>
    (await import('../manifests/show-findings.ts')).showFindings(paths, flags, surroundings, lint),
};
