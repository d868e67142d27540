import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const needsFleet = ['test/e2e/**/*.test.ts', 'test/admission/**/*.test.ts', 'test/testbed/**/*.test.ts'];
const needsAlone = ['test/node/**/*.test.ts', 'test/systems/**/*.test.ts', 'test/restarts/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
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
        test: { name: 'fleet', include: needsFleet, globalSetup: ['test/testbed/shared-fleet.ts'] },
      },
      {
        extends: true,
        // After the others: nobody shall be late because of them.
        test: {
          name: 'node',
          include: needsAlone,
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
