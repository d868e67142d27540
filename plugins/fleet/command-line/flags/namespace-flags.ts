import { boolean, text } from './value-types.ts';

/** The one namespace to look in. */
export const namespaceFlags = {
  namespace: text({ short: 'n', placeholder: 'NAME', sentence: 'Look in this namespace only.' }),
};

/** The other choice of a command that otherwise looks in each cluster's own namespace. */
export const allNamespacesFlags = {
  'all-namespaces': boolean({ short: 'A', sentence: 'Look in all namespaces.' }),
};
