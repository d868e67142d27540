import { fleetFlags } from '../../command-line/flags/fleet-flags.ts';
import { allNamespacesFlags, namespaceFlags } from '../../command-line/flags/namespace-flags.ts';
import { boolean, list, optionalBoolean, text } from '../../command-line/flags/value-types.ts';

export const describeFlags = {
  ...namespaceFlags,
  ...allNamespacesFlags,
  selector: text({
    short: 'l',
    placeholder: 'SELECTOR',
    sentence: 'Only objects whose labels match, e.g. app=cart,tier!=test.',
  }),
  filename: list({ short: 'f', placeholder: 'PATH,...', sentence: 'Describe the objects that these files name.' }),
  kustomize: text({ short: 'k', placeholder: 'FOLDER', sentence: 'Describe the objects of this kustomization.' }),
  recursive: boolean({ short: 'R', sentence: 'Read the folders below a folder of -f, too.' }),
  'show-events': optionalBoolean({ sentence: 'Show the events of each object. By default of a single object.' }),
  'chunk-size': text({ placeholder: 'N', sentence: 'How many objects kubectl reads at once.' }),
  ...fleetFlags,
};
