import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const usesPlugin = ['test/e2e/**/*.test.ts'];
const needsFleet = [...usesPlugin, 'test/admission/**/*.test.ts', 'test/testbed/**/*.test.ts'];
const needsAlone = [
  'test/node/**/*.test.ts',
  'test/systems/**/*.test.ts',
  'test/restarts/**/*.test.ts',
  'test/demo/**/*.test.ts',
];
/** They start kube-apiserver, kubectl, helm or opa, or send thousands of reviews. */
const takesLong = [
  'test/{chart,clusters,hostile,manifests}/**/*.test.ts',
  'test/policies/{agreement,duplicates,history,own-*,properties,rego,worst-cases}.test.ts',
  'test/repo/{own-rules-page,release,rollout-page,shown-output,workflows}.test.ts',
  'plugins/fleet/rendering/{helm,kustomize}.test.ts',
  'build/{rule-template,shipped-packages}.test.ts',
];
const built = 'test/built.ts';

export default defineConfig({
  test: {
    // What hangs ends; how long anything takes on a busy machine is no question of a test.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // One less by itself; most tests wait for other processes.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['node_modules/**', 'dist/**', ...needsAlone, ...needsFleet, ...takesLong],
          globalSetup: [built],
          // A worker loads each module once for all files: half of the time would go there.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'integration', include: takesLong, globalSetup: [built] },
      },
      {
        extends: true,
        test: {
          name: 'fleet',
          include: needsFleet,
          globalSetup: [built, 'test/testbed/shared-fleet.ts', 'test/e2e/install-plugin.ts'],
          provide: { node: process.execPath },
        },
      },
      {
        extends: true,
        // The plugin once more, on the oldest Node that package.json promises.
        test: {
          name: 'oldest',
          include: usesPlugin,
          // These are about GitHub's runner and about API servers.
          exclude: ['test/e2e/{action,api-versions}.test.ts'],
          globalSetup: [built, 'test/testbed/shared-fleet.ts', 'test/e2e/install-plugin.ts'],
          provide: { node: join(import.meta.dirname, 'node_modules/node-oldest/bin/node') },
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // After the others: nobody shall be late because of them.
        test: {
          name: 'node',
          include: needsAlone,
          globalSetup: [built],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
