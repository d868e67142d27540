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
          exclude: ['node_modules/**', 'dist/**', ...needsAlone, ...needsFleet],
        },
      },
      {
        extends: true,
        test: {
          name: 'fleet',
          include: needsFleet,
          globalSetup: ['test/testbed/shared-fleet.ts', 'test/e2e/install-plugin.ts'],
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
          globalSetup: ['test/testbed/shared-fleet.ts', 'test/e2e/install-plugin.ts'],
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
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
