import { boolean, text } from './value-types.ts';

/** Flag of a single namespace. */
export const namespaceFlags = {
  namespace: text({ short: 'n', placeholder: 'NAME', sentence: 'Look in this namespace only.' }),
};

/** Flag of all namespaces, for a command that otherwise reads the namespace of each context. */
export const allNamespacesFlags = {
  'all-namespaces': boolean({ short: 'A', sentence: 'Look in all namespaces.' }),
};
