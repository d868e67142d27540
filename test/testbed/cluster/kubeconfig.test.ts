import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kubeconfigOf } from './kubeconfig.ts';

test('a kubeconfig has a context for each cluster, the first one current, with all certificates inside', () => {
  const access = (name: string) => ({
    name,
    server: `https://127.0.0.1/${name}`,
    authority: { certificate: 'A' },
    user: { certificate: 'C', key: 'K' },
  });
  expect(parse(kubeconfigOf([access('hub'), access('eu-1')]))).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'hub',
    contexts: [
      { name: 'hub', context: { cluster: 'hub', user: 'hub' } },
      { name: 'eu-1', context: { cluster: 'eu-1', user: 'eu-1' } },
    ],
    clusters: [
      { name: 'hub', cluster: { server: 'https://127.0.0.1/hub', 'certificate-authority-data': 'QQ==' } },
      { name: 'eu-1', cluster: { server: 'https://127.0.0.1/eu-1', 'certificate-authority-data': 'QQ==' } },
    ],
    users: [
      { name: 'hub', user: { 'client-certificate-data': 'Qw==', 'client-key-data': 'Sw==' } },
      { name: 'eu-1', user: { 'client-certificate-data': 'Qw==', 'client-key-data': 'Sw==' } },
    ],
  });
});
