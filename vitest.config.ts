import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const needsFleet = ['test/e2e/**/*.test.ts', 'test/admission/**/*.test.ts', 'test/testbed/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One less by itself; most tests wait for other processes.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.ts'], exclude: ['node_modules/**', 'dist/**', 'test/node/**', ...needsFleet] },
      },
      {
        extends: true,
        test: { name: 'fleet', include: needsFleet, globalSetup: ['test/testbed/shared-fleet.ts'] },
      },
      {
        extends: true,
        // After the others: nobody shall be late because of them.
        test: { name: 'node', include: ['test/node/**/*.test.ts'], fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
