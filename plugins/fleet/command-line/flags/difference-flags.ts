import { boolean } from './value-types.ts';

/** Flag of a command that compares clusters. */
export const differenceFlags = {
  'only-different': boolean({ sentence: 'Show only what is not the same in all clusters.' }),
};
