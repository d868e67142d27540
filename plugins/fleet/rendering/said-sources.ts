import { resolve } from 'node:path';
import { fleetErrors } from '../errors.ts';
import { placeOf } from './repository.ts';
import type { KnownSources } from './source-place.ts';

/**
 * Reads what --source says: SOURCE=FOLDER, where an address may have "=" as well.
 * @throws FleetError about a value without both
 */
export function saidSources(values: readonly string[], workingDirectory: string): KnownSources['said'] {
  return new Map(
    values.map(value => {
      const at = value.lastIndexOf('=');
      const [source, folder] = [value.slice(0, Math.max(at, 0)), value.slice(at + 1)];
      if (source === '' || folder === '') {
        throw fleetErrors.flagInvalid('source', value, 'SOURCE=FOLDER, e.g. OCIRepository/flux-system/apps=.');
      }
      return [placeOf(source), resolve(workingDirectory, folder)];
    }),
  );
}
