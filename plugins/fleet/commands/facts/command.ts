import { defineCommand } from '../../command-line/command.ts';
import { factsFlags } from './flags.ts';

export const facts = defineCommand({
  name: 'facts',
  summary: 'Print what rules may know about each cluster.',
  parameters: '',
  access: { rules: [], lists: 'facts' },
  examples: [
    { line: 'kubectl fleet facts', shows: 'All clusters of the kubeconfig, a document each' },
    { line: 'kubectl fleet facts -C eu-1 > eu-1.yaml', shows: 'One of them in a file, for lint --cluster-facts' },
    { line: 'kubectl fleet facts -C eu-1 -o json | jq .facts.roles', shows: 'For a program' },
  ],
  flags: factsFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ flags }, environment) => (await import('./run.ts')).showFacts(flags, environment),
});
