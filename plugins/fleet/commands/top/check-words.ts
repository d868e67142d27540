import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { topFlags } from './flags.ts';

type Flags = FlagsOf<typeof topFlags>;

const types = { nodes: ['nodes', 'node', 'no'], pods: ['pods', 'pod', 'po'] } as const;

/** Flags that mean nothing for the other type, as kubectl has them. */
const flagsOfNodes = ['show-capacity'] as const;
const flagsOfPods = ['all-namespaces', 'field-selector', 'containers', 'sum'] as const;

/**
 * Reads the parameters, and refuses flags that do not go with them, as kubectl does.
 * @throws FleetError
 */
export function checkWords(
  words: readonly string[],
  flags: Flags,
): { type: 'nodes' | 'pods'; name: string | undefined } {
  const [given, name, ...others] = words;
  if (given === undefined) throw fleetErrors.parametersMissing('top', 'nodes or pods');
  const type = (['nodes', 'pods'] as const).find(one => types[one].some(word => word === given));
  if (type === undefined) throw fleetErrors.parametersUnexpected('top', [given]);
  if (others.length > 0) throw fleetErrors.parametersUnexpected('top', others);
  const alien = (type === 'nodes' ? flagsOfPods : flagsOfNodes).find(
    flag => flags[flag] !== undefined && flags[flag] !== false,
  );
  if (alien !== undefined) throw fleetErrors.flagsConflict(`top ${type} does not take --${alien}`, 'top');
  const isSelected = flags.selector !== undefined || flags['field-selector'] !== undefined;
  if (name !== undefined && isSelected) {
    throw fleetErrors.flagsConflict('only one of NAME or selector can be provided', 'top');
  }
  if (name !== undefined && flags['all-namespaces']) {
    throw fleetErrors.flagsConflict('a pod cannot be named with --all-namespaces', 'top');
  }
  return { type, name };
}
