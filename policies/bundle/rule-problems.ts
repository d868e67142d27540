import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkSources } from './check-sources.ts';
import { checkContract } from './contract.ts';
import { PolicyError } from './errors.ts';
import type { Problem } from './problems.ts';
import { readSample, sampleFiles } from './samples.ts';
import type { Stage } from './stage.ts';

/**
 * All that keeps what is staged from being built: of the names of folders, of what the verdict looks for in a rule, and of the Rego.
 * Rules that opa could not read are no longer staged afterwards.
 * @param withTests true where tests have to compile, too; samples that cannot be read are then told beside other problems
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
  // opa says of the line that reads missing metadata that it finds nothing.
  const problems = [...stage.problems, ...contract, ...sources.filter(problem => !isFollowing(problem))];
  // Samples alone are told with the tests, beside those that can be read.
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
