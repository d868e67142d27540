import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Opa } from './compile-bundle.ts';
import { ourRules } from './our-rules.ts';
import { pageSamples } from './page-samples.ts';
import type { Problem } from './problems.ts';
import { readRuleFolders, type RulesFolder } from './rule-folders.ts';

/** What a user's rules are built from. */
export interface Ingredients {
  /** Folder that holds the Rego and data of this project, fleet/. */
  sources: string;
  rules: RulesFolder;
  opa: Opa;
}

/** A folder in which the user's rules lie where this project's own lie. */
export interface Stage {
  folder: string;
  /** Names of the user's rules. */
  names: readonly string[];
  /** Faults of the folders in which they lie. */
  problems: readonly Problem[];
  /** A text with the paths of the user's files as the user knows them. */
  shown: (text: string) => string;
  /** Answers with such paths. */
  opa: Opa;
}

/**
 * Lays the user's rules and this project's together for as long as `use` takes.
 * @throws PolicyError SOURCES_MISSING, RULES_MISSING
 */
export async function withStage<Answer>(
  { sources, rules, opa }: Ingredients,
  use: (stage: Stage) => Promise<Answer>,
): Promise<Answer> {
  const { rules: found, problems } = await readRuleFolders(rules, await ourRules(sources));
  const names = found.map(({ name }) => name);
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-rules-'));
  const shown = (text: string): string => {
    // In JSON the user's path has to be written as JSON writes it.
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
