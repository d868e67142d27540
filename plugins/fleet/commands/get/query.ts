import type { Environment } from '../../command-line/environment.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import { readResourceArguments, type ResourceArgument } from '../../command-line/resource-arguments.ts';
import type { PrintFormat } from '../../output/print-format.ts';
import type { getFlags } from './flags.ts';
import { objectsInFiles } from './objects-in-files.ts';
import type { Query } from './read-part.ts';

type Flags = FlagsOf<typeof getFlags>;

/**
 * Returns the objects that the words, files and flags name.
 * @throws FleetError PARAMETERS_MISSING, NAMES_INVALID, FLAGS_CONFLICT, RAW_REFUSED,
 *   FILES_UNREADABLE
 */
export async function readQuery(
  words: readonly string[],
  flags: Flags,
  output: PrintFormat,
  environment: Environment,
): Promise<Query> {
  if (flags.raw !== undefined) throw fleetErrors.rawRefused(flags.raw);
  refuseTableFlags(flags, output);
  const wanted = await wantedObjects(words, flags, environment);
  refuseSelections(words, wanted, flags);
  const isTable = output.format === 'table' || output.format === 'wide';
  const isSorted = flags['sort-by'] !== undefined;
  return {
    wanted,
    namespace: flags['all-namespaces'] ? '' : flags.namespace,
    labelSelector: flags.selector,
    fieldSelector: flags['field-selector'],
    subresource: flags.subresource,
    tables: flags['server-print'] && (isTable || (output.format === 'name' && !isSorted)),
    named: output.format === 'name',
    // kubectl reads a list that it sorts in one piece.
    chunk: isSorted ? 0 : flags['chunk-size'],
    labels: flags['show-labels'] || flags['label-columns'].length > 0,
    objects: isSorted,
    wide: output.format === 'wide',
    versions: flags.watch || flags['watch-only'],
    managedFields: flags['show-managed-fields'],
    now: environment.now(),
  };
}

/** Refuses combinations of names and selectors in the words of kubectl. */
function refuseSelections(words: readonly string[], wanted: readonly ResourceArgument[], flags: Flags): void {
  const isNamed = wanted.some(({ names }) => names.length > 0);
  if (isNamed && (flags.selector ?? flags['field-selector']) !== undefined) {
    throw invalid(
      words.some(word => word.includes('/'))
        ? 'selectors and the all flag cannot be used when passing resource/name arguments'
        : 'name cannot be provided when a selector is specified',
    );
  }
  if (!isNamed && flags.subresource !== undefined) {
    throw invalid('subresource cannot be used when bulk resources are specified');
  }
}

/** Refuses flags of tables with other formats, in the words of kubectl where it has the flag. */
function refuseTableFlags(flags: Flags, { format }: PrintFormat): void {
  if (format === 'table' || format === 'wide') {
    if (flags.flat) throw flatRefused();
    return;
  }
  if (flags.flat && (format === 'name' || format === 'custom-columns')) throw flatRefused();
  if (flags['only-different']) throw fleetErrors.flagOfTables('only-different', format);
  if (flags['group-by'] !== 'none') throw fleetErrors.flagOfTables('group-by', format);
  const refused = (flag: string) =>
    fleetErrors.flagsConflict(`--${flag} option cannot be used with ${format} printer`, 'get');
  if (flags['show-labels']) throw refused('show-labels');
  if (flags['label-columns'].length > 0 && format === 'custom-columns') throw refused('label-columns');
}

async function wantedObjects(
  words: readonly string[],
  flags: Flags,
  environment: Environment,
): Promise<ResourceArgument[]> {
  const { filename, kustomize } = flags;
  if (filename.length === 0 && kustomize === undefined) return readResourceArguments('get', words);
  if (words.length > 0)
    throw invalid('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well');
  if (filename.length > 0 && kustomize !== undefined) throw invalid('only one of -f or -k can be specified');
  if (flags.recursive && kustomize !== undefined) throw invalid("the -k flag can't be used with -f or -R");
  if (flags.selector !== undefined) throw invalid('a selector may not be specified when -f or -k is');
  const url = filename.find(path => /^https?:\/\//.test(path));
  if (url !== undefined)
    throw fleetErrors.filesUnreadable(`-f does not fetch URLs: curl -sSL ${url} | kubectl fleet get -f -`);
  return objectsInFiles(flags, environment);
}

function flatRefused(): Error {
  return fleetErrors.flagsConflict('--flat needs -o json, yaml, kyaml or jsonpath', 'get');
}

function invalid(problem: string): Error {
  return fleetErrors.namesInvalid('get', problem);
}
