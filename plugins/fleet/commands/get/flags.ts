import { differenceFlags } from '../../command-line/flags/difference-flags.ts';
import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { allNamespacesFlags, namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { tableFlags } from '../../command-line/flags/output-flags.ts';
import { printerFlags } from '../../command-line/flags/printer-flags.ts';
import { selectorFlags } from '../../command-line/flags/selector-flags.ts';
import { boolean, choice, list, size, text, trueByDefault } from '../../command-line/flags/value-types.ts';

export const getFlags = {
  ...namespaceFlags,
  ...allNamespacesFlags,
  ...selectorFlags,
  filename: list({ short: 'f', placeholder: 'PATH,...', sentence: 'The objects that these files or folders name.' }),
  kustomize: text({ short: 'k', placeholder: 'FOLDER', sentence: 'The objects of this kustomization.' }),
  recursive: boolean({ short: 'R', sentence: 'Read the folders below a folder of -f, too.' }),
  subresource: text({ placeholder: 'NAME', sentence: 'A subresource of named objects, e.g. status or scale.' }),
  'ignore-not-found': boolean({ sentence: 'Succeed without a word where named objects do not exist.' }),
  'chunk-size': size({ default: '500', sentence: 'How many objects a server sends at once; 0 is all.' }),
  watch: boolean({ short: 'w', sentence: 'Print the objects, then their changes, until Ctrl-C.' }),
  'watch-only': boolean({ sentence: 'Print only changes, until Ctrl-C.' }),
  'output-watch-events': boolean({ sentence: 'With --watch: tell ADDED, MODIFIED or DELETED of each row.' }),
  ...printerFlags,
  flat: boolean({
    sentence: 'Print one List, as kubectl does, whose objects have their cluster in kubectl-fleet.io/cluster.',
  }),
  'show-managed-fields': boolean({ sentence: 'Keep managedFields in json, yaml and templates.' }),
  ...tableFlags,
  'label-columns': list({ short: 'L', placeholder: 'LABEL,...', sentence: 'Show these labels as columns.' }),
  'show-labels': boolean({ sentence: 'Show all labels as the last column.' }),
  'show-kind': boolean({ sentence: 'Show the kind in front of each name.' }),
  'sort-by': text({
    placeholder: 'PATH',
    sentence: 'Sort the objects of all clusters by a field, e.g. .metadata.name.',
  }),
  'server-print': trueByDefault({ sentence: 'Let servers print the tables; false shows name and age.' }),
  'group-by': choice(['none', 'cluster', 'namespace', 'kind'], {
    default: 'none',
    sentence: 'Print tables in blocks, each with the number of its objects.',
  }),
  ...differenceFlags,
  raw: text({ placeholder: 'PATH', sentence: 'Refused: tells the line of kubectl for one cluster.' }),
  ...fleetFlags,
};
