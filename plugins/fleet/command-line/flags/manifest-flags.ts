import { boolean, list, repeated } from './value-types.ts';

/** Flags of a command that reads manifests from files and folders. */
export const manifestFlags = {
  filename: list({
    short: 'f',
    placeholder: 'PATH,...',
    sentence: 'A PATH by the name that kubectl gives it: a file, a folder or - for standard input.',
  }),
  recursive: boolean({ short: 'R', sentence: 'Changes nothing: a folder stands for all that is below it.' }),
  exclude: repeated({
    placeholder: 'GLOB',
    sentence: 'Leave out files and folders, e.g. test or deploy/**/*-dev.yaml.',
  }),
  strict: boolean({ sentence: 'Make every file an error that would be skipped.' }),
  'allow-empty': boolean({ sentence: 'Pass where there is no manifest.' }),
};
