import type { KubernetesObject } from './object.ts';

/** Returns the value of a key in the metadata of an object; '' without one. */
export function metadataText({ metadata }: KubernetesObject, key: 'name' | 'namespace' | 'uid'): string {
  const { [key]: value = '' }: Record<string, unknown> = typeof metadata === 'object' ? { ...metadata } : {};
  return typeof value === 'string' ? value : '';
}
