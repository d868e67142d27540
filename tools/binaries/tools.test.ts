import { expect, test } from 'vitest';
import { controlPlanes } from './tools.ts';

test('a tool of Kubernetes is told by its linker what it is', () => {
  expect(controlPlanes['1.36'].scheduler.variables).toEqual({
    'k8s.io/component-base/version.gitVersion': 'v1.36.3',
    'k8s.io/component-base/version.gitMajor': '1',
    'k8s.io/component-base/version.gitMinor': '36',
    'k8s.io/component-base/version.gitTreeState': 'clean',
  });
});
