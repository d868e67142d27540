import { fleetErrors } from './errors.ts';
import { nearest } from './suggestion.ts';
import type { Flags } from './flags/flag.ts';
import type { Option } from './words.ts';

/**
 * Checks that there are such flags, that each has the value it needs, and that switches are true or
 * false.
 * @param flags all flags that the options may name
 * @param suggested names to suggest in place of a flag that there is not
 * @param command whose help shows how to write the flags; '' is the program's own
 * @throws FleetError FLAG_UNKNOWN, FLAG_WITHOUT_VALUE, FLAG_INVALID
 */
export function checkOptions(
  options: readonly Option[],
  flags: Flags,
  suggested: readonly string[],
  command: string,
): void {
  for (const { written, name, text } of options) {
    const flag = name === undefined ? undefined : flags[name];
    if (name === undefined || flag === undefined) {
      throw fleetErrors.flagUnknown(written, suggestion(written, suggested), command);
    }
    if (flag.placeholder !== undefined) {
      if (text === undefined) throw fleetErrors.flagWithoutValue(written, flag.placeholder, command);
    } else if (text !== undefined && text !== 'true' && text !== 'false') {
      throw fleetErrors.flagInvalid(name, text, 'true or false');
    }
  }
}

/** Flags of this program by the names that other programs have for them. */
const namesElsewhere: ReadonlyMap<string, string> = new Map([
  ['--kube-version', 'target-version'],
  ['--kubernetes-version', 'target-version'],
  ['--k8s-version', 'target-version'],
  ['--set', 'values'],
]);

/** Returns the flag that a person most likely meant; none for a single letter. */
function suggestion(written: string, names: readonly string[]): string | undefined {
  if (!written.startsWith('--')) return undefined;
  const meant = namesElsewhere.get(written);
  const name = meant !== undefined && names.includes(meant) ? meant : nearest(written.slice(2), names);
  return name === undefined ? undefined : `--${name}`;
}
