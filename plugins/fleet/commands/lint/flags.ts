import { manifestFlags } from '../../command-line/flags/manifest-flags.ts';
import { outputFlags } from '../../command-line/flags/output-flags.ts';
import { bundleFlags, clusterFactsFlags, settingsFlags } from '../../command-line/flags/policy-flags.ts';
import { renderingFlags } from '../../command-line/flags/rendering-flags.ts';
import { boolean, choice, list, text } from '../../command-line/flags/value-types.ts';

/** Formats of a report, the default first. */
export const lintFormats = ['table', 'json', 'yaml', 'sarif', 'github', 'junit'] as const;

/** Flags that select rules by name. */
export const ruleFlags = {
  rule: list({ placeholder: 'RULE', sentence: 'Judge by this rule alone, or by these.' }),
  'skip-rule': list({ placeholder: 'RULE', sentence: 'Judge by all rules but this one.' }),
};

export const lintFlags = {
  ...manifestFlags,
  ...outputFlags(lintFormats),
  all: boolean({ sentence: 'Show every finding, where otherwise many alike are one.' }),
  'fail-on': choice(['deny', 'warn', 'audit', 'never'], {
    default: 'deny',
    sentence: 'The gentlest finding that makes the exit code 1.',
  }),
  ...ruleFlags,
  ...settingsFlags,
  ...renderingFlags,
  'target-version': text({
    placeholder: 'VERSION',
    sentence: 'Judge for a cluster of this version of Kubernetes, e.g. 1.36.',
  }),
  ...clusterFactsFlags,
  ...bundleFlags,
};
