import { defineCommand } from '../../command-line/command.ts';
import { waitFlags } from './flags.ts';

export const wait = defineCommand({
  name: 'wait',
  summary: 'Wait until objects of all clusters are in a state.',
  parameters: 'KIND/NAME... | KIND NAME... | KIND (-l SELECTOR | --all)',
  access: { rules: [], named: ['get', 'list', 'watch'] },
  examples: [
    {
      line: 'kubectl fleet wait deploy/cart -n shop --for=condition=Available --timeout=5m',
      shows: 'A rollout in every cluster',
    },
    { line: 'kubectl fleet wait nodes --all --for=condition=Ready', shows: 'All nodes' },
    { line: "kubectl fleet wait pod/db -n shop --for=jsonpath='{.status.phase}'=Running", shows: 'A field' },
    { line: 'kubectl fleet wait namespace/test --for=delete', shows: 'The end of a namespace' },
  ],
  flags: waitFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ parameters, flags }, environment) =>
    (await import('./run.ts')).waitForObjects(parameters, flags, environment),
});
