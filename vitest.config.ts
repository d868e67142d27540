import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { isWhole, wholeOnly } from './test/long-forms.ts';
import { Sequencer } from './test/sequencer.ts';
import { shortenedReporter } from './test/shortened-reporter.ts';

const usesPlugin = ['test/e2e/**/*.test.ts'];
const needsFleet = [...usesPlugin, 'test/admission/**/*.test.ts', 'test/testbed/**/*.test.ts'];
const needsNodes = [
  'test/node/**/*.test.ts',
  'test/systems/**/*.test.ts',
  'test/restarts/**/*.test.ts',
  'test/demo/**/*.test.ts',
];
/** Tests that start kube-apiserver, kubectl, helm or opa, or send thousands of reviews. */
const startsPrograms = [
  'test/{chart,clusters,hostile,manifests,output}/**/*.test.ts',
  'test/policies/{agreement,duplicates,history,own-*,properties,rego,worst-cases}.test.ts',
  'test/repo/{own-rules-page,release,shown-output,start-pages,workflows}.test.ts',
  'plugins/fleet/rendering/{helm,kustomize}.test.ts',
  'tools/{new-rule/new-rule,release/shipped-packages}.test.ts',
];
const built = 'test/built.ts';

export default defineConfig({
  test: {
    // The limit ends a test that hangs. No test asserts a duration on a busy machine.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Most tests wait for other processes, some of them for a minute.
    maxWorkers: availableParallelism() + 2,
    // No module imports the Rego files from which the build makes the policy in dist/.
    watchTriggerPatterns: [
      { pattern: /(?<!dist\/)policies\/fleet\/.*\.(rego|yaml)$/, testsToRun: () => 'test/policies/samples.test.ts' },
    ],
    sequence: { sequencer: Sequencer },
    reporters: ['default', ...(process.env['GITHUB_ACTIONS'] === 'true' ? ['github-actions'] : []), shortenedReporter],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['node_modules/**', 'dist/**', ...needsNodes, ...needsFleet, ...startsPrograms],
          globalSetup: [built],
          // A worker loads each module once for all files. Otherwise this would take half of the
          // time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'integration', include: startsPrograms, globalSetup: [built] },
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
        // Tests the plugin again, on the oldest Node that package.json supports.
        test: {
          name: 'oldest',
          include: usesPlugin,
          // These tests concern GitHub's runner and API servers.
          exclude: ['test/e2e/{action,api-versions}.test.ts', ...(isWhole ? [] : wholeOnly.oldest)],
          globalSetup: [built, 'test/testbed/shared-fleet.ts', 'test/e2e/install-plugin.ts'],
          provide: { node: join(import.meta.dirname, 'node_modules/node-oldest/bin/node') },
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          include: needsNodes,
          exclude: isWhole ? [] : wholeOnly.node,
          globalSetup: [built],
        },
      },
    ],
  },
});
