import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { ComparisonData, FieldRule } from './comparison-data.ts';
import type { diffFlags } from './flags.ts';

/**
 * Returns the fields that are not compared: those that the data and the flags name.
 * @throws FleetError FLAG_INVALID
 */
export function ignoredFields(data: ComparisonData, flags: FlagsOf<typeof diffFlags>): FieldRule[] {
  return [
    ...(flags['all-fields'] ? [] : data.fields),
    ...(flags['show-status'] ? [] : [{ path: ['status'] }]),
    ...flags.ignore.map(text => ({ path: parsePath(text) })),
  ];
}

const step = /\['((?:[^'\\]|\\.)*)'\]|(\[[^\]']+\])|\.?((?:[^.[\]\\]|\\.)+)/y;

/** Parses a path as the output prints it, or as kubectl takes it: with \. for a dot in a name. */
function parsePath(text: string): string[] {
  const path: string[] = [];
  step.lastIndex = text.startsWith('.') ? 1 : 0;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    const part = match?.[1] ?? match?.[2] ?? match?.[3];
    if (part === undefined) break;
    path.push(part.startsWith('[') ? part : part.replaceAll(/\\(.)/g, '$1'));
  }
  if (path.length > 0 && step.lastIndex > 0) return path;
  throw fleetErrors.flagInvalid('ignore', text, 'a path such as spec.replicas');
}
