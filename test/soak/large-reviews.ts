/**
 * Changes of nearly 7 MiB, as an object and its predecessor can be: a ConfigMap, and a custom
 * resource of which rules are shown all.
 */
export function largeReviews(): { configMap: string; thing: string } {
  const items = Array.from({ length: 30_000 }, (_, index) => ({
    name: `item-${index}`,
    labels: { a: 'b' },
    values: [1, 2, 3, 'x'],
  }));
  return {
    configMap: changeOf({ apiVersion: 'v1', kind: 'ConfigMap', data: { text: 'x'.repeat(3_000_000) } }),
    thing: changeOf({ apiVersion: 'example.com/v1', kind: 'Thing', spec: { items } }),
  };
}

function changeOf(content: { apiVersion: string; kind: string } & Record<string, unknown>): string {
  const object = { ...content, metadata: { name: 'large' } };
  const [group, version] = content.apiVersion.includes('/') ? content.apiVersion.split('/') : ['', content.apiVersion];
  const request = {
    uid: 'c0ffee',
    operation: 'UPDATE',
    kind: { group, version, kind: content.kind },
    resource: { group, version, resource: 'any' },
    namespace: 'default',
    name: 'large',
    userInfo: { username: 'ann' },
    object,
    oldObject: object,
  };
  return JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request });
}
