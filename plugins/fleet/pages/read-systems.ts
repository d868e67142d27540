import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import { everyError, validatorOf } from '../../../kubernetes/schema/validator.ts';
import { checker } from '../../../policies/schema/checker.ts';
import { fleetErrors } from '../command-line/errors.ts';
import { Page } from './page.ts';

export const arePages = validatorOf(Type.Array(Page), everyError);
const check = checker(arePages, 'the file');

/**
 * Reads the pages of the systems, which the build of the policy writes.
 * @param folder URL of their folder, ends with /
 * @throws FleetError PAGES_UNREADABLE
 */
export async function readSystems(folder: URL): Promise<readonly Page[]> {
  const file = new URL('systems.json', folder);
  try {
    const checked = check(JSON.parse(await readFile(file, 'utf8')));
    if ('value' in checked) return checked.value;
    throw new Error(checked.problems.join('; '));
  } catch (error) {
    throw fleetErrors.pagesUnreadable(fileURLToPath(file), error);
  }
}
