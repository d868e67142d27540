import { parseDuration } from '../../../../kubernetes/deadline/duration.ts';
import type { Flag } from '../../command-line/flags/flag.ts';
import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { allNamespacesFlags, namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { outputFlags } from '../../command-line/flags/output-flags.ts';
import { selectorFlags } from '../../command-line/flags/selector-flags.ts';
import { boolean, repeated } from '../../command-line/flags/value-types.ts';

/** Milliseconds. kubectl waits as long. */
const week = 7 * 24 * 3_600_000;

export const waitFlags = {
  for: repeated({
    placeholder: 'CONDITION',
    sentence: "The state: create, delete, condition=NAME[=STATUS] or jsonpath='{PATH}'[=VALUE]; several are all met.",
  }),
  all: boolean({ sentence: 'All objects of the kind.' }),
  ...namespaceFlags,
  ...allNamespacesFlags,
  ...selectorFlags,
  ...outputFlags(['table', 'json', 'yaml', 'name']),
  ...fleetFlags,
  timeout: {
    placeholder: 'DURATION',
    sentence: 'How long to wait. 0 looks once, a negative time waits for a week. Default 30s.',
    read: texts => {
      const given = texts.at(-1) ?? '30s';
      const value = given.startsWith('-') && parseDuration(given.slice(1)) !== undefined ? week : parseDuration(given);
      return value === undefined ? { given, expected: 'a duration such as 30s, 5m or 0' } : { value };
    },
  } satisfies Flag<number>,
};
