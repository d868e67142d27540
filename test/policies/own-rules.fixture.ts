import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';

const program = fileURLToPath(new URL('../../dist/kubectl-fleet.js', import.meta.url));

/** A folder in which somebody keeps rules of their own, and works with the plugin as it ships. */
export interface Workplace {
  folder: string;
  put: (file: string, text: string) => Promise<void>;
  /** Puts a rule into rules/. */
  putRule: (name: string, body: string, metadata?: string) => Promise<void>;
  /** Runs the plugin there; `env` replaces the environment. */
  fleet: (words: readonly string[], env?: Record<string, string>) => Promise<ProgramAnswer>;
  end: () => Promise<void>;
}

export async function startWorkplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-own-rules-'));
  const put = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  };
  return {
    folder,
    put,
    putRule: (name, body, metadata) => put(`rules/${name}/${name}.rego`, ruleText(name, body, metadata)),
    fleet: (words, env) =>
      runProgram(process.execPath, [program, ...words], { cwd: folder, ...(env !== undefined && { env }) }),
    end: () => rm(folder, { recursive: true }),
  };
}

/** A rule with this body; its metadata is whole where none is given. */
export function ruleText(name: string, body: string, metadata = wholeMetadata): string {
  return `${metadata}package fleet.rules.${name}

words := rego.metadata.chain()[1].annotations

${body}
`;
}

export const wholeMetadata = `# METADATA
# title: A rule
# description: Something to look at.
# related_resources:
# - ref: https://example.com/rules
# custom:
#   action: deny
#   severity: low
#   antipattern: none
#   why: there is a reason
#   fix: there is a way
#   needs: [object]
#   misses: []
`;

/** A body that finds something in every Pod. */
export const findsPods =
  'violations contains {"path": "spec", "message": "It is a Pod."} if input.object.kind == "Pod"';
