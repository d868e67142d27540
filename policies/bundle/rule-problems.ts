import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkSources } from './check-sources.ts';
import { checkContract } from './contract.ts';
import { PolicyError } from './errors.ts';
import type { Problem } from './problems.ts';
import { readSample, sampleFiles } from './samples.ts';
import type { Stage } from './stage.ts';

/**
 * Returns the problems that prevent the build of a stage: those of the names of folders, of the
 * parts that a rule must have, and of the Rego. Removes rules that opa cannot parse from the stage.
 * @param withTests true if tests have to compile too; problems of samples are then reported beside
 *   other problems
 */
export async function problemsOf(stage: Stage, withTests: boolean): Promise<Problem[]> {
  const samples = withTests ? stage.names.flatMap(name => sampleProblems(stage, name)) : [];
  const checked = await checkContract(stage);
  for (const { name } of checked.filter(({ isSound }) => !isSound)) {
    await rm(join(stage.folder, 'fleet/rules', name), { recursive: true });
  }
  const sources = checked.some(({ isSound }) => isSound) ? await checkSources(stage, withTests) : [];
  const contract = checked.flatMap(({ problems }) => problems);
  const isFollowing = ({ file, words }: Problem): boolean =>
    words.includes('undefined ref: rego.metadata.') && contract.some(problem => problem.file === file);
  // opa reports an undefined reference for the line that reads missing metadata.
  const problems = [...stage.problems, ...contract, ...sources.filter(problem => !isFollowing(problem))];
  // Without other problems, the tests report invalid samples beside the results of valid ones.
  return problems.length > 0 ? [...problems, ...samples] : [];
}

function sampleProblems({ folder, shown }: Stage, name: string): Problem[] {
  return sampleFiles(join(folder, 'fleet/rules', name)).flatMap(file => {
    try {
      readSample(file);
      return [];
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      return [{ file: shown(file.slice(folder.length + 1)), words: error.message }];
    }
  });
}
