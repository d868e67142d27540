import { defineCommand } from '../../command-line/command.ts';
import { getFlags } from './flags.ts';

export const get = defineCommand({
  name: 'get',
  summary: 'Show objects of all clusters, as kubectl get of one.',
  parameters: 'KIND[,KIND...] [NAME...] | KIND/NAME...',
  access: { rules: [], named: ['get', 'list', 'watch'] },
  examples: [
    { line: 'kubectl fleet get pods -n shop', shows: 'Pods of one namespace in every cluster' },
    { line: 'kubectl fleet get deploy,svc -A -l app=cart', shows: 'Several kinds, by label' },
    { line: 'kubectl fleet get deploy/cart -n shop -o json', shows: 'One object wherever it is, for a program' },
    { line: 'kubectl fleet get pods -n shop -w', shows: 'Their changes as they come' },
  ],
  flags: getFlags,
  // Loaded when it runs, so that help need not.
  run: async ({ parameters, flags }, environment) =>
    flags.watch || flags['watch-only']
      ? (await import('./watch-resources.ts')).watchResources(parameters, flags, environment)
      : (await import('./run.ts')).showResources(parameters, flags, environment),
});
