import picomatch from 'picomatch';
import { fleetErrors } from '../command-line/errors.ts';

/** Contexts that -C and --context name. */
export interface Selection {
  /** -C: names, globs, and exclusions after "!". */
  patterns: readonly string[];
  /** --context: exact names. */
  contexts: readonly string[];
}

/**
 * Returns the selected names in their own order. An empty selection means all.
 * @throws FleetError CONTEXT_UNKNOWN when a pattern or a name matches nothing, SELECTION_EMPTY when
 * everything was left out
 */
export function selectContexts(names: readonly string[], { patterns, contexts }: Selection): string[] {
  const included = patterns.filter(word => !word.startsWith('!')).map(word => matcher(word));
  const excluded = patterns.filter(word => word.startsWith('!')).map(word => matcher(word.slice(1)));
  const stray =
    contexts.find(context => !names.includes(context)) ?? included.find(({ matches }) => !names.some(matches))?.pattern;
  if (stray !== undefined) throw fleetErrors.contextUnknown(stray, names);
  const selected = names.filter(
    name =>
      (contexts.length === 0 || contexts.includes(name)) &&
      (included.length === 0 || included.some(({ matches }) => matches(name))) &&
      !excluded.some(({ matches }) => matches(name)),
  );
  if (selected.length === 0 && names.length > 0) throw fleetErrors.selectionEmpty(names);
  return selected;
}

function matcher(pattern: string): { pattern: string; matches: (name: string) => boolean } {
  // With `bash` a star crosses slashes, which names like arn:aws:eks:eu-1:1234:cluster/cart have.
  const glob = picomatch(pattern, { bash: true, dot: true, nonegate: true });
  return { pattern, matches: name => name === pattern || glob(name) };
}
