import picomatch from 'picomatch';
import { shortNames } from '../../../kubernetes/kubeconfig/short-names.ts';
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
  const included = patterns.filter(word => !word.startsWith('!')).map(pattern => matching(pattern, names));
  const excluded = patterns.filter(word => word.startsWith('!')).map(word => matching(word.slice(1), names));
  const stray =
    contexts.find(context => !names.includes(context)) ?? included.find(({ matches }) => matches.size === 0)?.pattern;
  if (stray !== undefined) throw fleetErrors.contextUnknown(stray, names);
  const selected = names.filter(
    name =>
      (contexts.length === 0 || contexts.includes(name)) &&
      (included.length === 0 || included.some(({ matches }) => matches.has(name))) &&
      !excluded.some(({ matches }) => matches.has(name)),
  );
  if (selected.length === 0 && names.length > 0) throw fleetErrors.selectionEmpty(names);
  return selected;
}

/**
 * Returns the names that a pattern matches: the name itself, else by glob. A pattern that matches
 * no name is compared with the short names that tables show on a narrow terminal.
 */
function matching(pattern: string, names: readonly string[]): { pattern: string; matches: ReadonlySet<string> } {
  // With `bash` a star crosses slashes, which names like arn:aws:eks:eu-1:1234:cluster/cart have.
  const glob = picomatch(pattern, { bash: true, dot: true, nonegate: true });
  const isMatch = (name: string) => name === pattern || glob(name);
  const matches = names.filter(isMatch);
  if (matches.length > 0) return { pattern, matches: new Set(matches) };
  const short = shortNames(names);
  return { pattern, matches: new Set(names.filter((_, index) => isMatch(short[index] ?? ''))) };
}
