import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { ComparisonData, FieldRule } from './comparison-data.ts';
import type { diffFlags } from './flags.ts';

type Flags = Pick<FlagsOf<typeof diffFlags>, 'all-fields' | 'show-status' | 'ignore'>;

/**
 * Returns the fields that are not compared: those that the data and the flags name.
 * @throws FleetError FLAG_INVALID
 */
export function ignoredFields(data: ComparisonData, flags: Flags): FieldRule[] {
  return [
    ...(flags['all-fields'] ? [] : data.fields),
    ...(flags['show-status'] ? [] : [{ path: ['status'] }]),
    ...flags.ignore.map(text => ({ path: parsePath(text) })),
  ];
}

const step =
  /\[(?<quote>['"])(?<quoted>(?:\\.|(?!\k<quote>).)*)\k<quote>\]|(?<element>\[[^\]'"]+\])|\.?(?<name>(?:[^.[\]\\]|\\.)+)/y;

/** Parses a path as the output prints it, or as kubectl takes it: with \. for a dot in a name. */
function parsePath(text: string): string[] {
  const path: string[] = [];
  step.lastIndex = text.startsWith('.') ? 1 : 0;
  while (step.lastIndex < text.length) {
    const { quoted, element, name } = step.exec(text)?.groups ?? {};
    const part = element ?? (quoted ?? name)?.replaceAll(/\\(.)/g, '$1');
    if (part === undefined) break;
    path.push(part);
  }
  if (path.length > 0 && step.lastIndex > 0) return path;
  throw fleetErrors.flagInvalid('ignore', text, 'a path such as spec.replicas');
}
