import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PolicyError } from './errors.ts';

/**
 * Returns the package names of the rules of this project.
 * @param sources folder of fleet/, the Rego and data of this project
 * @throws PolicyError SOURCES_MISSING
 */
export async function ourRules(sources: string): Promise<string[]> {
  return readdir(join(sources, 'fleet/rules')).catch((cause: unknown) => {
    throw new PolicyError('SOURCES_MISSING', `${sources} should hold the Rego of kubectl fleet: install it again`, {
      cause,
    });
  });
}
