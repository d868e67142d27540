import type { TestProject } from 'vitest/node';
import { buildStale } from '../tools/build/stale.ts';

/** Builds what is stale in dist/ before the first test, and before each run of a watch. */
export default async function setup(project: TestProject): Promise<void> {
  const build = (): Promise<void> =>
    buildStale(line => {
      process.stderr.write(`${line}\n`);
    });
  await build();
  project.onTestsRerun(build);
}
