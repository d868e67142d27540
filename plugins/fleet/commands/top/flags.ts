import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import type { Flag } from '../../command-line/flags/flag.ts';
import { allNamespacesFlags, namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { outputFlags, tableFlags } from '../../command-line/flags/output-flags.ts';
import { selectorFlags } from '../../command-line/flags/selector-flags.ts';
import { boolean, trueByDefault } from '../../command-line/flags/value-types.ts';

const sortKeys = ['cpu', 'memory'] as const;
export type SortKey = (typeof sortKeys)[number];

export const topFlags = {
  ...namespaceFlags,
  ...allNamespacesFlags,
  ...selectorFlags,
  'sort-by': {
    placeholder: sortKeys.join('|'),
    sentence: 'Sort the rows of all clusters by their usage, the highest first.',
    read: texts => {
      const given = texts.at(-1) ?? '';
      const value = sortKeys.find(key => key === given);
      return value === undefined && given !== '' ? { given, expected: sortKeys.join(' or ') } : { value };
    },
  } satisfies Flag<SortKey | undefined>,
  containers: boolean({ sentence: 'Show the containers of each pod.' }),
  sum: boolean({ sentence: 'Add up the pods of all clusters in a last line.' }),
  'show-capacity': boolean({ sentence: 'Compare nodes with their capacity instead of what pods may use of it.' }),
  'show-swap': boolean({ sentence: 'Show the usage of swap memory.' }),
  'use-protocol-buffers': trueByDefault({ sentence: 'Taken for lines of kubectl; metrics are read as JSON.' }),
  ...outputFlags(['table', 'wide', 'json', 'yaml']),
  ...tableFlags,
  ...fleetFlags,
};
