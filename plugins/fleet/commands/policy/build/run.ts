import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buildOwnBundle } from '../../../../../policies/bundle/own-bundle.ts';
import { ruleId } from '../../../../../policies/rules/rule-id.ts';
import type { ExitCode } from '../../../command-line/exit-code.ts';
import type { Environment } from '../../../command-line/environment.ts';
import { fleetErrors } from '../../../command-line/errors.ts';
import type { FlagsOf } from '../../../command-line/flags/flag.ts';
import type { policyBuildFlags } from './flags.ts';
import { withOwnRules } from '../with-own-rules.ts';

/**
 * Builds the rules in a folder, and those of kubectl fleet, into one bundle. The same rules give
 * the same bytes.
 * @throws FleetError for invalid parameters or an invalid file; PolicyError and EngineError for
 * invalid rules
 */
export async function writeBundle(
  parameters: readonly string[],
  { output = 'bundle.tar.gz' }: FlagsOf<typeof policyBuildFlags>,
  environment: Environment,
): Promise<ExitCode> {
  return withOwnRules('policy build', parameters, environment, async (stage): Promise<ExitCode> => {
    const { bundle, engine } = await buildOwnBundle(stage, false);
    await replaceFile(resolve(environment.workingDirectory, output), bundle).catch((error: unknown) => {
      throw fleetErrors.fileUnwritable(output, error);
    });
    const own = stage.names.map(ruleId).join(', ');
    const others = engine.rules().length - stage.names.length;
    const size = Math.ceil(bundle.length / 1024);
    environment.stderr(`wrote ${output} (${size} KiB): ${own}, and the ${others} rules of kubectl fleet`);
    return 0;
  });
}

/** Replaces a file atomically: a program that reads it meanwhile gets the old or the new one. */
async function replaceFile(file: string, content: Buffer): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, content);
  await rename(unfinished, file).finally(() => rm(unfinished, { force: true }));
}
