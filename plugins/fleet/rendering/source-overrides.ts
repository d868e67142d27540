import { resolve } from 'node:path';
import picomatch from 'picomatch';
import { fleetErrors } from '../command-line/errors.ts';
import { normalizedAddress } from './repository.ts';
import type { SourceOverride } from './source-location.ts';

/**
 * Reads what --source says: SOURCE=FOLDER. The source is an address, which may have "=" as well, or a name, or a glob of either.
 * @throws FleetError about a value without both
 */
export function sourceOverrides(values: readonly string[], workingDirectory: string): SourceOverride[] {
  return values.map(value => {
    const at = value.lastIndexOf('=');
    const [source, folder] = [value.slice(0, Math.max(at, 0)), value.slice(at + 1)];
    if (source === '' || folder === '') {
      throw fleetErrors.flagInvalid('source', value, 'SOURCE=FOLDER, e.g. OCIRepository/flux-system/apps=.');
    }
    // A star stands for slashes as well.
    const glob = picomatch(normalizedAddress(source), { bash: true, dot: true, nonegate: true });
    return { matches: name => name !== '' && glob(normalizedAddress(name)), root: resolve(workingDirectory, folder) };
  });
}
