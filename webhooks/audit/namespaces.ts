import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';

/** Answers whether a Namespace says something else of what lies in it than when it was seen last: its labels or annotations. */
export function namespaceChanges(): (namespace: KubernetesObject) => boolean {
  const seen = new Map<string, string>();
  return namespace => {
    const { metadata } = namespace;
    const { labels, annotations }: Record<string, unknown> = typeof metadata === 'object' ? { ...metadata } : {};
    const name = metadataText(namespace, 'name');
    const says = JSON.stringify([labels, annotations]);
    const before = seen.get(name);
    seen.set(name, says);
    return before !== undefined && before !== says;
  };
}
