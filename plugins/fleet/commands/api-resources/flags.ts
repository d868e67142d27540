import { differenceFlags } from '../../command-line/flags/difference-flags.ts';
import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { outputFlags, tableFlags } from '../../command-line/flags/output-flags.ts';
import { choice, list, optionalBoolean, text } from '../../command-line/flags/value-types.ts';

export const apiResourcesFlags = {
  'api-group': text({ placeholder: 'GROUP', sentence: 'Only resources of this API group; "" is the core group.' }),
  namespaced: optionalBoolean({ sentence: 'Only resources with a namespace, or with =false without one.' }),
  verbs: list({ placeholder: 'VERB,...', sentence: 'Only resources that support all of these verbs.' }),
  categories: list({ placeholder: 'CATEGORY,...', sentence: 'Only resources of all of these categories.' }),
  'sort-by': choice(['group', 'name', 'kind'], { default: 'group', sentence: 'The field by which rows are sorted.' }),
  ...differenceFlags,
  ...outputFlags(['table', 'wide', 'json', 'yaml', 'name']),
  ...tableFlags,
  ...fleetFlags,
};
