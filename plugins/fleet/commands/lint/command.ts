import { defineCommand } from '../../command-line/command.ts';
import { lintFlags } from './flags.ts';

export const lint = defineCommand({
  name: 'lint',
  summary: 'Judge manifests by the rules of the webhook, without a cluster.',
  parameters: 'PATH...',
  examples: [
    { line: 'kubectl fleet lint deploy/', shows: 'All manifests below a folder' },
    {
      line: 'kubectl fleet lint --kustomize --helm --values prod.yaml .',
      shows: 'Charts and kustomizations as they are rendered',
    },
    { line: 'kubectl fleet lint --gitops clusters/eu-1', shows: 'What GitOps deploys to a cluster' },
    { line: 'kubectl fleet lint --target-version 1.36 deploy/', shows: 'For a cluster that is about to be upgraded' },
    {
      line: 'kubectl fleet lint -o github --fail-on warn deploy/',
      shows: 'In a workflow of GitHub, a warning is enough to fail',
    },
  ],
  flags: lintFlags,
  // Loaded when the command runs, so that help does not load it.
  run: async ({ parameters, flags }, environment) =>
    (await import('./run.ts')).showFindings(parameters, flags, environment),
});
