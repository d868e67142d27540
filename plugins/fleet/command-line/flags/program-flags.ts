import { boolean } from './value-types.ts';

/** The flag that every command takes. */
export const helpFlags = {
  help: boolean({ short: 'h', sentence: 'Show help.' }),
};

/** The flag that stands in place of the command `version`. */
export const versionFlags = {
  version: boolean({ sentence: 'The same, without a command: kubectl fleet --version.' }),
};
