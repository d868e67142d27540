import { fleetErrors } from './errors.ts';
import type { Flag, Flags, FlagsOf } from './flags/flag.ts';
import type { Option } from './words.ts';

/**
 * Returns the typed values of the declared flags. Options that are not among them are passed over.
 * @param options as checkOptions lets them pass
 * @throws FleetError FLAG_INVALID, FORMAT_UNKNOWN
 */
export function flagValues<Declared extends Flags>(
  options: readonly Option[],
  declared: Declared,
  command: string,
): FlagsOf<Declared> {
  const values = Object.fromEntries(
    Object.entries(declared).map(([name, flag]) => [name, valueOf(name, flag, options, command)]),
  );
  if (hasAll(values, declared)) return values;
  throw new TypeError('a flag has no value');
}

function valueOf(flag: string, { read }: Flag<unknown>, options: readonly Option[], command: string): unknown {
  // A switch that is given without a value is true.
  const texts = options.filter(({ name }) => name === flag).map(({ text = 'true' }) => text);
  const reading = read(texts);
  if ('value' in reading) return reading.value;
  if ('formats' in reading) throw fleetErrors.formatUnknown(reading.given, reading.formats, command);
  throw fleetErrors.flagInvalid(flag, reading.given, reading.expected);
}

/** Tells the compiler that each declared flag has been read. */
function hasAll<Declared extends Flags>(values: object, declared: Declared): values is FlagsOf<Declared> {
  return Object.keys(declared).every(flag => Object.hasOwn(values, flag));
}
