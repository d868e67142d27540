import { expect, test } from 'vitest';
import { deployments } from './diff.fixture.ts';
import { commonVersions } from './common-versions.ts';

function found(version: string, served: string[]) {
  const resource = { ...deployments, group: 'example.com', plural: 'carts', version };
  const key = 'carts.example.com';
  return {
    resources: new Map([[key, resource]]),
    served: new Map([[key, served]]),
    objects: new Map(),
    leftOut: { made: 0, own: 0 },
    unserved: [],
    refused: new Map(),
  };
}

test.each([
  {
    served: [
      ['v1', ['v1']],
      ['v1', ['v1', 'v2']],
    ],
    common: [],
  },
  {
    served: [
      ['v2', ['v2', 'v1', 'v1beta1']],
      ['v1', ['v1', 'v1beta1']],
    ],
    common: [['carts.example.com', 'v1']],
  },
  {
    served: [
      ['v1', ['v1', 'v1beta2', 'v1beta10']],
      ['v1beta10', ['v1beta2', 'v1beta10']],
    ],
    common: [['carts.example.com', 'v1beta10']],
  },
  {
    served: [
      ['v2', ['v2']],
      ['v1', ['v1']],
    ],
    common: [['carts.example.com', '']],
  },
] as const)('$served', ({ served, common }) => {
  expect([...commonVersions(served.map(([version, versions]) => found(version, [...versions])))]).toEqual(common);
});
