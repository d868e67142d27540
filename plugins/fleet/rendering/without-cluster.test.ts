import { devNull } from 'node:os';
import { expect, test } from 'vitest';
import { withoutCluster } from './without-cluster.ts';

test('a program that makes manifests finds no cluster, whichever way it looks for one', () => {
  const env = {
    PATH: '/bin',
    HELM_NAMESPACE: 'shop',
    KUBECONFIG: '/home/user/.kube/config',
    HELM_KUBEAPISERVER: 'https://10.0.0.1',
    HELM_KUBETOKEN: 'token',
    HELM_PLUGINS: '/home/user/plugins',
    KUBERNETES_SERVICE_HOST: '10.0.0.1',
  };
  const signal = new AbortController().signal;
  expect(withoutCluster({ env, workingDirectory: '/', signal })).toEqual({
    env: { PATH: '/bin', HELM_NAMESPACE: 'shop', KUBECONFIG: devNull, HELM_PLUGINS: devNull },
    workingDirectory: '/',
    signal,
  });
});
