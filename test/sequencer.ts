import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The projects whose files wait most come first, those that only compute fill up the rest. */
const order = ['node', 'fleet', 'oldest', 'integration', 'unit'];

/** Files that run for more than a minute: one of them at the end would run alone. */
const longest = /\/test\/(restarts\/rolling|node\/webhook|node\/away|hostile\/fuzz\/fuzz)\.test\.ts$/;

export class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId, project }: TestSpecification): number {
  return longest.test(moduleId) ? -1 : order.indexOf(project.name);
}
