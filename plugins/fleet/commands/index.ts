import type { Command } from './command.ts';

/** Every command in the order of help; one is loaded when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  clusters: async () => (await import('./clusters.ts')).clusters,
  get: async () => (await import('./get.ts')).get,
  versions: async () => (await import('./versions.ts')).versions,
  facts: async () => (await import('./facts.ts')).facts,
  lint: async () => (await import('./lint.ts')).lint,
  explain: async () => (await import('./explain.ts')).explain,
  'policy new': async () => (await import('./policy-new.ts')).policyNew,
  'policy build': async () => (await import('./policy-build.ts')).policyBuild,
  'policy test': async () => (await import('./policy-test.ts')).policyTest,
  'policy export vap': async () => (await import('./policy-export-vap.ts')).policyExportVap,
  version: async () => (await import('./version.ts')).version,
};

/** What the commands that share their first word are for. */
export const groups: Readonly<Record<string, string>> = {
  policy: 'Rules of your own, judged beside those of kubectl fleet.',
};
