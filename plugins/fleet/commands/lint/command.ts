import type { Command } from '../../command-line/command.ts';

export const lint: Command = {
  name: 'lint',
  summary: 'Judge manifests by the rules of the webhook, without a cluster.',
  parameters: 'PATH...',
  examples: [
    { line: 'kubectl fleet lint deploy/', shows: 'All manifests below a folder' },
    {
      line: 'kubectl fleet lint --kustomize --helm --values prod.yaml .',
      shows: 'Charts and kustomizations as they are rendered',
    },
    { line: 'kubectl fleet lint --follow clusters/eu-1', shows: 'What GitOps deploys to a cluster' },
    { line: 'kubectl fleet lint --target-version 1.36 deploy/', shows: 'For a cluster that is about to be upgraded' },
    {
      line: 'kubectl fleet lint -o github --fail-on warn deploy/',
      shows: 'In a workflow of GitHub, a warning is enough to fail',
    },
  ],
  flags: [
    'filename',
    'recursive',
    'exclude',
    'strict',
    'allow-empty',
    'output',
    'all',
    'fail-on',
    'rule',
    'skip-rule',
    'settings',
    'kustomize',
    'helm',
    'values',
    'follow',
    'source',
    'enable-helm',
    'target-version',
    'cluster-facts',
    'bundle',
  ],
  formats: ['table', 'json', 'yaml', 'sarif', 'github', 'junit'],
  // Loaded when it runs, so that help need not.
  run: async (paths, flags, environment) => (await import('./run.ts')).showFindings(paths, flags, environment, lint),
};
