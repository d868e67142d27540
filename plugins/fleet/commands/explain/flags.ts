import { outputFlags } from '../../command-line/flags/output-flags.ts';
import { bundleFlags } from '../../command-line/flags/policy-flags.ts';

export const explainFlags = { ...outputFlags(['text', 'markdown', 'json', 'yaml']), ...bundleFlags };
