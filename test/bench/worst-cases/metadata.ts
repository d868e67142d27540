import { pod } from './pods.ts';
import { fill, fillMap, type WorstCase } from './worst-case.ts';

/** Objects with much in their metadata. */
export const owned: WorstCase[] = [
  { title: 'labels', object: bytes => pod({}, { labels: fillMap(bytes, () => 'x') }) },
  {
    title: 'owner references',
    object: bytes =>
      pod(
        {},
        {
          ownerReferences: fill(bytes, index => ({
            apiVersion: 'placement.kubernetes-fleet.io/v1',
            kind: 'AppliedWork',
            name: `work-${index}`,
            uid: `${index}`,
          })),
        },
      ),
  },
];

const managedByArgoCd = {
  apiVersion: 'example.org/v1',
  kind: 'Shop',
  metadata: {
    name: 'web',
    namespace: 'shop',
    annotations: { 'argocd.argoproj.io/tracking-id': 'shop:example.org/Shop:shop/web' },
  },
};

/** A workload of GitOps of which a person changes much. */
export const edited: WorstCase[] = [
  {
    title: 'fields',
    object: bytes => ({ ...managedByArgoCd, spec: fillMap(bytes, index => index) }),
    changed: object => ({ ...object, spec: {} }),
  },
  {
    title: 'fields of one field',
    object: bytes => ({ ...managedByArgoCd, spec: { shop: fillMap(bytes, index => index) } }),
  },
];
