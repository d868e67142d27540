import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const needsFleet = ['test/e2e/**/*.test.ts', 'test/admission/**/*.test.ts', 'test/testbed/**/*.test.ts'];
const needsAlone = ['test/node/**/*.test.ts', 'test/systems/**/*.test.ts', 'test/restarts/**/*.test.ts'];

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
        test: { name: 'fleet', include: needsFleet, globalSetup: ['test/testbed/shared-fleet.ts'] },
      },
      {
        extends: true,
        // After the others: nobody shall be late because of them.
        test: {
          name: 'node',
          include: needsAlone,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
