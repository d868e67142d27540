import { defineCommand } from '../../command-line/command.ts';
import { diffFlags } from './flags.ts';

export const diff = defineCommand({
  name: 'diff',
  summary: 'Compare the same objects of several clusters by field.',
  parameters: '[KIND[,KIND...] [NAME...] | KIND/NAME...]',
  access: { rules: [], named: ['get', 'list'] },
  examples: [
    { line: 'kubectl fleet diff deploy/cart -n shop', shows: 'One object, against what most clusters have' },
    { line: 'kubectl fleet diff -n shop --reference eu-1', shows: 'A whole namespace, against one cluster' },
    { line: 'kubectl fleet diff clusterroles -l team=shop --matrix', shows: 'Which field differs in which cluster' },
    { line: 'kubectl fleet diff cm/settings -C eu-1,us-1 -o diff', shows: 'Two clusters, by $KUBECTL_EXTERNAL_DIFF' },
  ],
  flags: diffFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ parameters, flags }, environment) =>
    (await import('./run.ts')).showDifferences(parameters, flags, environment),
});
