import { defineCommand } from '../../command-line/command.ts';
import { eventsFlags } from './flags.ts';

export const events = defineCommand({
  name: 'events',
  summary: 'Show the events of all clusters in the order of time.',
  parameters: '',
  access: { rules: [{ apiGroups: [''], resources: ['events'], verbs: ['list'] }] },
  examples: [
    { line: 'kubectl fleet events -n shop', shows: 'Events of one namespace in every cluster' },
    { line: 'kubectl fleet events -A --types=Warning', shows: 'Warnings of all clusters' },
    { line: 'kubectl fleet events --for deploy/cart -n shop', shows: 'Events of one object, wherever it is' },
  ],
  flags: eventsFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ flags }, environment) => (await import('./run.ts')).showEvents(flags, environment),
});
