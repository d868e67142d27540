import { resolve } from 'node:path';
import picomatch from 'picomatch';
import { fleetErrors } from '../command-line/errors.ts';
import { normalizedAddress } from './repository.ts';
import type { SourceOverride } from './source-location.ts';

/**
 * Parses the values of --source: SOURCE=FOLDER. SOURCE is an address, a name, or a glob of either,
 * and may contain "=".
 * @throws FleetError for a value without SOURCE or FOLDER
 */
export function sourceOverrides(values: readonly string[], workingDirectory: string): SourceOverride[] {
  return values.map(value => {
    const at = value.lastIndexOf('=');
    const [source, folder] = [value.slice(0, Math.max(at, 0)), value.slice(at + 1)];
    if (source === '' || folder === '') {
      throw fleetErrors.flagInvalid('source', value, 'SOURCE=FOLDER, e.g. OCIRepository/flux-system/apps=.');
    }
    // A star matches slashes too.
    const glob = picomatch(normalizedAddress(source), { bash: true, dot: true, nonegate: true });
    return { matches: name => name !== '' && glob(normalizedAddress(name)), root: resolve(workingDirectory, folder) };
  });
}
