import type { Command } from '../command-line/command.ts';

/** All commands in the order of help. A command is loaded when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  clusters: async () => (await import('./clusters/command.ts')).clusters,
  status: async () => (await import('./status/command.ts')).status,
  get: async () => (await import('./get/command.ts')).get,
  describe: async () => (await import('./describe/command.ts')).describe,
  events: async () => (await import('./events/command.ts')).events,
  top: async () => (await import('./top/command.ts')).top,
  wait: async () => (await import('./wait/command.ts')).wait,
  'api-resources': async () => (await import('./api-resources/command.ts')).apiResources,
  'api-versions': async () => (await import('./api-versions/command.ts')).apiVersions,
  diff: async () => (await import('./diff/command.ts')).diff,
  versions: async () => (await import('./versions/command.ts')).versions,
  facts: async () => (await import('./facts/command.ts')).facts,
  lint: async () => (await import('./lint/command.ts')).lint,
  explain: async () => (await import('./explain/command.ts')).explain,
  'policy new': async () => (await import('./policy/new/command.ts')).policyNew,
  'policy build': async () => (await import('./policy/build/command.ts')).policyBuild,
  'policy test': async () => (await import('./policy/test/command.ts')).policyTest,
  'policy export vap': async () => (await import('./policy/export-vap/command.ts')).policyExportVap,
  options: async () => (await import('./options/command.ts')).options,
  version: async () => (await import('./version/command.ts')).version,
};

/** Purpose of each group of commands that share their first word. */
export const groups: Readonly<Record<string, string>> = {
  policy: 'Rules of your own, judged beside those of kubectl fleet.',
};
