import { schemaOfKind, type Definitions, type Schema } from '../../../../kubernetes/openapi/schema.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import type { Meaning } from './same-value.ts';

const gvk = { group: 'apps', version: 'v1', kind: 'Deployment' };

/** Part of the OpenAPI document of apps/v1, as kube-apiserver 1.37.2 serves it. */
const definitions: Definitions = {
  'io.k8s.api.apps.v1.Deployment': {
    type: 'object',
    properties: {
      metadata: { default: {}, allOf: [{ $ref: '#/components/schemas/Metadata' }] },
      spec: { default: {}, allOf: [{ $ref: '#/components/schemas/PodSpec' }] },
    },
    'x-kubernetes-group-version-kind': [gvk],
  },
  Metadata: {
    type: 'object',
    properties: {
      annotations: { type: 'object', additionalProperties: { type: 'string', default: '' } },
      finalizers: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
    },
  },
  PodSpec: {
    type: 'object',
    properties: {
      containers: {
        type: 'array',
        items: { $ref: '#/components/schemas/Container' },
        'x-kubernetes-list-map-keys': ['name'],
        'x-kubernetes-list-type': 'map',
      },
      initContainers: {
        type: 'array',
        items: { $ref: '#/components/schemas/Container' },
        'x-kubernetes-patch-merge-key': 'name',
      },
      timeout: { type: 'string' },
    },
  },
  Container: {
    type: 'object',
    properties: {
      name: { type: 'string', default: '' },
      image: { type: 'string' },
      args: { type: 'array', items: { type: 'string', default: '' }, 'x-kubernetes-list-type': 'atomic' },
      ports: {
        type: 'array',
        items: { $ref: '#/components/schemas/ContainerPort' },
        'x-kubernetes-list-map-keys': ['containerPort', 'protocol'],
        'x-kubernetes-list-type': 'map',
      },
      limits: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity' },
      },
    },
  },
  ContainerPort: {
    type: 'object',
    properties: {
      containerPort: { type: 'integer', default: 0 },
      protocol: { type: 'string', default: 'TCP' },
      hostPort: { type: 'integer' },
    },
  },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { oneOf: [{ type: 'string' }, { type: 'number' }] },
};

export const schema: Schema = schemaOfKind([definitions], gvk);

export const meaning: Meaning = {
  ordered: { initContainers: '' },
  defaults: [{ type: 'PodSpec', field: 'surge', value: 1 }],
};

export const deployments: Resource = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  singular: 'deployment',
  kind: 'Deployment',
  namespaced: true,
  shortNames: ['deploy'],
  categories: ['all'],
  verbs: ['get', 'list'],
};
