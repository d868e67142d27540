import { fleetErrors } from '../command-line/errors.ts';
import { goJson } from './jsonpath/go-text.ts';
import { sortedEntries } from './jsonpath/go-values.ts';
import { kyaml } from './kyaml.ts';

/** The writers call themselves for each level, so levels without end would end the program. */
const mostLevels = 1000;

/**
 * Returns an object or a list of them as kubectl prints it, without the line break at its end. The
 * YAML writer is loaded only for yaml.
 * @throws FleetError OBJECT_TOO_DEEP
 */
export async function objectText(format: 'json' | 'yaml' | 'kyaml', object: unknown): Promise<string> {
  checkLevels(object, mostLevels);
  if (format === 'yaml') return (await import('./object-yaml.ts')).objectYaml(object);
  return format === 'json' ? goJson(object, '    ') : kyaml(object, sortedEntries);
}

function checkLevels(value: unknown, left: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (left === 0) throw fleetErrors.objectTooDeep(mostLevels);
  for (const inner of Object.values(value)) checkLevels(inner, left - 1);
}
