import { defineCommand } from '../../command-line/command.ts';
import { explainFlags } from './flags.ts';

export const explain = defineCommand({
  name: 'explain',
  summary: 'Explain a rule, a system or a word, or list all pages.',
  parameters: '[RULE|SYSTEM|WORD]',
  examples: [
    { line: 'kubectl fleet explain', shows: 'All rules, systems and words that have a page' },
    { line: 'kubectl fleet explain no-federated-stateful', shows: 'Why a rule refuses, and what to do' },
    { line: 'kubectl fleet explain karmada', shows: 'By what a system is recognised, and where that was read' },
    { line: 'kubectl fleet explain exemption', shows: 'A word, and how to write one' },
    {
      line: 'kubectl fleet explain own-no-latest-tag --bundle bundle.tar.gz -o markdown',
      shows: 'A rule of your own, as a page to publish',
    },
  ],
  flags: explainFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ parameters, flags }, environment) =>
    (await import('./run.ts')).showExplanation(parameters, flags, environment),
});
