import { path } from '../../../command-line/flags/value-types.ts';

export const policyBuildFlags = {
  output: path({ short: 'o', sentence: 'Where to write the bundle. Default bundle.tar.gz.' }),
};
