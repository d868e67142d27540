import { expect, test } from 'vitest';
import { controlPlanes, fileNameOf, kubectl, minorOf } from './tools.ts';

test.each([
  ['Kubernetes v1.37.2', '1.37'],
  ['etcd Version: 3.7.3\nGo Version: go1.26.8', '3.7'],
  ['Client Version: v1.36.0-eks-1\nKustomize Version: v5.8.1', '1.36'],
  ['Version: N/A', ''],
])('the minor version in %j is %j', (text, expected) => {
  expect(minorOf(text)).toBe(expected);
});

test('a tool of Kubernetes is told by its linker what it is', () => {
  expect(controlPlanes['1.36'].scheduler.variables).toEqual({
    'k8s.io/component-base/version.gitVersion': 'v1.36.3',
    'k8s.io/component-base/version.gitMajor': '1',
    'k8s.io/component-base/version.gitMinor': '36',
    'k8s.io/component-base/version.gitTreeState': 'clean',
  });
});

test('the cache keeps several versions of a tool', () => {
  expect(fileNameOf(kubectl)).toBe('kubectl-v1.37.2');
});
