import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Opa } from './compile-bundle.ts';
import { ourRules } from './our-rules.ts';
import { pageSamples } from './page-samples.ts';
import type { Problem } from './problems.ts';
import { readRuleFolders, type RulesFolder } from './rule-folders.ts';

/** Sources of a bundle with a user's rules. */
export interface Ingredients {
  /** Folder of fleet/, the Rego and data of this project. */
  sources: string;
  rules: RulesFolder;
  opa: Opa;
}

/** Temporary folder with the user's rules beside the rules of this project. */
export interface Stage {
  folder: string;
  /** Package names of the user's rules. */
  names: readonly string[];
  /** Problems of the folders of the user's rules. */
  problems: readonly Problem[];
  /** Replaces the paths of the user's files in a text by those that the user knows. */
  shown: (text: string) => string;
  /** Runs opa; its output has the paths that the user knows. */
  opa: Opa;
}

/**
 * Copies the user's rules and those of this project into a stage, calls `use` with it, and removes
 * it. Returns the result of `use`.
 * @throws PolicyError SOURCES_MISSING, RULES_MISSING; the errors of `use`
 */
export async function withStage<Answer>(
  { sources, rules, opa }: Ingredients,
  use: (stage: Stage) => Promise<Answer>,
): Promise<Answer> {
  const { rules: found, problems } = await readRuleFolders(rules, await ourRules(sources));
  const names = found.map(({ name }) => name);
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-rules-'));
  const shown = (text: string): string => {
    // In JSON, the user's path has to be escaped.
    const written = (path: string): string => (/^[[{]/.test(text) ? JSON.stringify(path).slice(1, -1) : path);
    return found.reduce(
      (told, { folder, name }) =>
        told.replaceAll(`fleet/rules/${name}/`, () => `${written(join(rules.shown, folder))}/`),
      text,
    );
  };
  try {
    await cp(join(sources, 'fleet'), join(folder, 'fleet'), { recursive: true });
    for (const { folder: own, name } of found) {
      await cp(join(rules.path, own), join(folder, 'fleet/rules', name), { recursive: true, dereference: true });
    }
    await mkdir(join(folder, 'fleet/own_rules'));
    await writeFile(join(folder, 'fleet/own_rules/data.json'), JSON.stringify({ names }));
    await mkdir(join(folder, 'fleet/samples/own'), { recursive: true });
    await writeFile(join(folder, 'fleet/samples/own/data.json'), JSON.stringify(pageSamples(rules.path, names)));
    return await use({
      folder,
      names,
      problems,
      shown,
      opa: async (words, where) => {
        const { stdout, stderr, exitCode } = await opa(words, where);
        return { stdout: shown(stdout), stderr: shown(stderr), exitCode };
      },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
