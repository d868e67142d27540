import type { KubernetesObject } from './object.ts';

/** Returns what the metadata of an object says for a key; '' where it says nothing. */
export function metadataText({ metadata }: KubernetesObject, key: 'name' | 'namespace' | 'uid'): string {
  const { [key]: value = '' }: Record<string, unknown> = typeof metadata === 'object' ? { ...metadata } : {};
  return typeof value === 'string' ? value : '';
}
