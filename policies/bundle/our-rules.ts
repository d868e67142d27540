import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PolicyError } from './errors.ts';

/**
 * Names of the rules of kubectl fleet.
 * @param sources folder that holds the Rego and data of this project, fleet/
 * @throws PolicyError SOURCES_MISSING
 */
export async function ourRules(sources: string): Promise<string[]> {
  return readdir(join(sources, 'fleet/rules')).catch((cause: unknown) => {
    throw new PolicyError('SOURCES_MISSING', `${sources} should hold the Rego of kubectl fleet: install it again`, {
      cause,
    });
  });
}
